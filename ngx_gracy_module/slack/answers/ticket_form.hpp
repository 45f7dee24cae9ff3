// The form with which somebody asks HR, because the assistant could not help.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Of the modal, of the button that opens it, and of the shortcut.
inline constexpr std::string_view ask_hr_callback = "ask_hr";
inline constexpr std::string_view ticket_text_block = "text";

/// `question`: what the person asked the assistant, and its id; nothing: they begin anew.
std::string ticket_modal(std::string_view question, std::optional<std::string_view> question_id,
                         http::Language language);

/// After it was sent.
std::string ticket_sent_modal(http::Language language);

struct TicketSubmission {
    /// NFC, without space around it; may be empty or too long.
    std::string text;
    std::optional<std::int64_t> question_id;
};

/// Of the view that was submitted.
TicketSubmission read_ticket_submission(base::JsonView view);

}  // namespace gracy::slack
