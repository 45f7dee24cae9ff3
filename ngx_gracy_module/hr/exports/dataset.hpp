// What can be exported: rows in an order that goes on where it stopped.
#pragma once

#include "access/principal.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gracy::hr {

class Dataset {
  public:
    virtual ~Dataset() = default;
    virtual void write_header(std::string& out) = 0;
    virtual base::Task<std::int64_t> count() = 0;
    /// Appends the next rows, a bounded number of them; how many. At the end 0, with what ends the file.
    virtual base::Task<std::size_t> write_next(std::string& out) = 0;
};

/// What a file is of, and for whom.
struct FileOrder {
    std::string dataset;
    std::string format;
    std::int64_t team_space_id = 0;
    std::int64_t requester_id = 0;
    /// Whom "member" is about.
    std::int64_t subject_id = 0;
    /// What the requester may do: the file has nothing that they could not read at once.
    access::Scope scopes = access::Scope::none;
};

/// "members": all of them, with the days on which they will leave for who manages people. "kudos": those that the
/// requester sees in the feed, as the feed shows them. "member": what who manages people sees of one. All of it as of
/// the transaction's moment; the transaction must outlive the dataset.
std::unique_ptr<Dataset> dataset(const FileOrder& order, postgres::Transaction& snapshot);

/// What it takes to have such a file at all.
access::Scope scopes_for(std::string_view dataset);

/// What it takes to read one that was asked for with these scopes: also that of what they have shown.
access::Scope scopes_to_read(std::string_view dataset, access::Scope asked_with);

}  // namespace gracy::hr
