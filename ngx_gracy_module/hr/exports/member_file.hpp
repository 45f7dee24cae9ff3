// What who manages people sees of one member, as one JSON object: an answer to somebody who asks what is kept of them.
#pragma once

#include "hr/exports/dataset.hpp"

#include <memory>

namespace gracy::hr {

/// Without what only the member sees (check-ins and their notes, cards, answers to surveys, private gifts, questions),
/// and it says so.
std::unique_ptr<Dataset> member_file(const FileOrder& order, postgres::Transaction& snapshot);

}  // namespace gracy::hr
