// Exchanging the key that tokens are sealed with: while an old key is configured beside the new one, what it has sealed
// is sealed again. Then the old key may go.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "slack/sending/tokens.hpp"

#include <cstdint>

namespace gracy::slack {

struct ResealCounts {
    std::uint64_t resealed = 0;
    /// Tokens of the last walk that none of our keys opens.
    std::uint64_t unreadable = 0;
};

class Resealer {
  public:
    /// Both must outlive this.
    Resealer(postgres::Database& database, const TokenKeys& keys) : database_(database), keys_(keys) {}

    /// Walks all installations once; false: the next walk may wait.
    base::Task<bool> reseal_all();
    const ResealCounts& counts() const { return counts_; }

  private:
    struct Place {
        std::int64_t team_space_id = 0;
        std::int64_t id = 0;
    };
    struct Step;
    base::Task<Step> reseal_some(Place after);

    postgres::Database& database_;
    const TokenKeys& keys_;
    ResealCounts counts_;
    bool told_ = false;
};

}  // namespace gracy::slack
