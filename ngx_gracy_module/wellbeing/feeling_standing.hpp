// Where the card of a day's note stands, and what its author is told around it.
#pragma once

#include "access/keys.hpp"
#include "base/bytes.hpp"
#include "base/json.hpp"
#include "http/language.hpp"
#include "wellbeing/note.hpp"
#include "wellbeing/risk.hpp"

#include <optional>
#include <string_view>

namespace gracy::wellbeing {

struct Standing {
    /// "off", "none", "queued", "running", "done" or "failed".
    std::string_view state;
    std::optional<std::string_view> reason{};
};

/// `allowed` in the team space, `wanted` by the author; `state` and `reason` as feelings/get_feeling says them.
/// `opens`: the card that is done could be opened.
Standing standing_of(bool allowed, bool wanted, std::optional<std::string_view> state,
                     std::optional<std::string_view> reason, bool opens);

/// `is_shared`: somebody else sees it too.
http::Text note_of(const Standing& standing, bool is_shared);

/// What the words of the note, or the model that read it, are a sign of.
Risk risk_of_check_in(const access::NoteKeys& keys, const NotePlace& place, std::string_view note_key_id,
                      std::optional<base::Bytes> note_sealed, const std::optional<base::Json>& card);

}  // namespace gracy::wellbeing
