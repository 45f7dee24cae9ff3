// From the outbox of HR's changes to a copy of them (change data capture).
//
// At least once, and for each thing in order: what the outbox has is told by its number, and leaves it only when the
// copy has confirmed. Whoever is killed in between tells it again, which changes nothing.
#pragma once

#include "documents/change_sink.hpp"
#include "postgres/database.hpp"

#include <map>

namespace gracy::documents {

struct ChangeCounts {
    std::uint64_t told = 0;
    std::uint64_t refused = 0;
    /// Runs that the copy did not confirm.
    std::uint64_t failures = 0;
};

/// One at a time relays the whole outbox. For a moment there may be two (jobs::Duty): versions make that harmless.
class ChangeRelay {
  public:
    /// Both must outlive the relay.
    ChangeRelay(postgres::Database& database, ChangeSink& sink) : database_(database), sink_(sink) {}

    /// Tells some; true when more is to be told. Throws SinkUnavailable and postgres::Error.
    base::Task<bool> relay_some();
    const ChangeCounts& counts() const { return counts_; }

  private:
    base::Task<void> tell(const std::vector<Change>& changes);
    base::Task<bool> catch_up();

    postgres::Database& database_;
    ChangeSink& sink_;
    ChangeCounts counts_;
    // The captures whose copy holds nothing older.
    std::map<std::string, std::int64_t> swept_;
};

}  // namespace gracy::documents
