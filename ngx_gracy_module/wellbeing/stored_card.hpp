// The cards that are stored, as whoever may see them asks for them: over HTTP as in Slack. One that no key file opens
// is counted.
#pragma once

#include "access/call.hpp"
#include "base/json.hpp"
#include "base/task.hpp"
#include "gracy/sql/feelings.hpp"
#include "wellbeing/note.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::wellbeing {

/// The author's own. Nothing, too, while cards are not allowed or not wanted.
std::optional<base::Json> own_card(access::Services& services, const NotePlace& place,
                                   const sql::feelings::get_feeling_row& row);

/// What `reader` was shown.
std::optional<base::Json> shown_card(access::Services& services, std::int64_t team_space_id, std::int64_t reader,
                                     const sql::feelings::list_shared_row& row);

struct Sharing {
    /// As share_feeling says it, with no_card for a day without one.
    std::string outcome;
    std::optional<std::int64_t> refused_id;
};

/// Shows the card to these members and to nobody else.
base::Task<Sharing> share_card(access::Call& call, NotePlace place, std::vector<std::int64_t> readers);

}  // namespace gracy::wellbeing
