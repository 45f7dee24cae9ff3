// What can be exported: rows in an order that goes on where it stopped.
#pragma once

#include "base/task.hpp"
#include "hr/exports/row_format.hpp"
#include "postgres/transaction.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace gracy::hr {

class Dataset {
  public:
    virtual ~Dataset() = default;
    virtual void write_header(RowFormat& rows) const = 0;
    virtual base::Task<std::int64_t> count() = 0;
    /// Writes the next rows, a bounded number of them; how many, 0 at the end.
    virtual base::Task<std::size_t> write_next(RowFormat& rows) = 0;
};

/// "members": all of them, with the days on which they will leave when the requester manages people. "kudos": those
/// that the requester sees in the feed, as the feed shows them. All of it as of the transaction's moment; the
/// transaction must outlive the dataset.
std::unique_ptr<Dataset> dataset(std::string_view name, postgres::Transaction& snapshot, std::int64_t team_space_id,
                                 std::int64_t requester_id, bool manages_people);

}  // namespace gracy::hr
