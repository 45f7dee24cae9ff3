// The form behind App Home's list of what waits for an approval: all that whoever decides has to read, and the
// decision.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/announcements/announcement_message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Of the modal, and of the button that opens it.
inline constexpr std::string_view review_callback = "review_announcement";
inline constexpr std::string_view review_decision_block = "decision";

/// `correction`: `announcement` is what one that was sent would say.
std::string review_modal(const Announcement& announcement, bool correction, http::Language language);

/// Whether it is approved, of view.state.values; nothing when the form does not say.
std::optional<bool> read_review(base::JsonView values);

}  // namespace gracy::slack
