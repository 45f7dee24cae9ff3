// The form in which HR reads what somebody has asked, and answers it or closes it.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view answer_ticket_callback = "answer_ticket";
inline constexpr std::string_view ticket_answer_block = "answer";

/// `text`: what was asked.
std::string ticket_answer_modal(std::int64_t ticket_id, std::string_view asker, std::string_view text,
                                http::Language language);

/// Of one that was answered (`answer`) or closed before: nothing is left to do.
std::string ticket_settled_modal(std::string_view text, std::optional<std::string_view> answer,
                                 http::Language language);

/// After it was submitted.
std::string ticket_answered_modal(bool is_closed, http::Language language);

struct TicketAnswer {
    std::int64_t ticket_id = 0;
    /// NFC, without space around it; may be empty or too long.
    std::string text{};
    /// Without an answer.
    bool closes = false;
};

/// Of the view that was submitted; nothing when it is none of ours.
std::optional<TicketAnswer> read_ticket_answer(base::JsonView view);

/// {language: a button}, JSON, for functions/slack/ticket_buttons.sql.
std::string ticket_answer_buttons();

/// For App Home: a button of the question whose id is `value`.
Button ticket_answer_button(std::string_view value, http::Language language);
bool is_ticket_answer_click(std::string_view action_id);

/// For an outcome of ticket_in_slack or settle_ticket_from_slack that is not "ok"; plain text. Nothing for one that
/// they do not have.
std::optional<std::string> ticket_refusal(std::string_view outcome, http::Language language);

}  // namespace gracy::slack
