// How is today? Five faces to tap, in a modal and in App Home.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view check_in_callback = "check_in";

/// The emoji of a score from 1 to 5.
std::string_view face_of(std::int32_t score);

/// `score`: of today, when it was said.
std::string check_in_modal(std::optional<std::int32_t> score, http::Language language);

/// After the form was submitted. `reading`: that a model sums it up; `help`. Both mrkdwn, or empty.
std::string check_in_noted_modal(std::string_view reading, std::string_view help, http::Language language);

inline constexpr std::string_view check_in_note_block = "note";

/// What stands in the form's text field, composed (NFC); empty when there is only white space.
std::string read_check_in_note(base::JsonView view);

/// The five of them, in a row, with what they mean for who hears them read; the chosen one stands out. `value`: of each
/// button.
void add_faces(Blocks& view, std::optional<std::int32_t> chosen, http::Language language, std::string_view value = {});

/// The score behind one of them; nothing for another button.
std::optional<std::int32_t> tapped_score(std::string_view action_id);

/// "4": a score that somebody wrote.
std::optional<std::int32_t> written_score(std::string_view text);

}  // namespace gracy::slack
