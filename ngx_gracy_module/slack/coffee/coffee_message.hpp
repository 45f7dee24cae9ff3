// What Gracy says by herself about coffee.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

struct CoffeePerson {
    std::string_view name;
    /// In the workspace of the conversation.
    std::string_view user_id;
    http::Language language = http::Language::english;
};

/// A group of a round, and what all of its people have in common.
struct CoffeeGroup {
    std::string_view program;
    std::vector<CoffeePerson> people{};
    /// A value of the company that others have thanked each of them for.
    std::optional<http::Text> value{};
    std::optional<http::Text> team{};
    std::optional<http::Text> department{};
    std::optional<http::Text> location{};
    /// In which all of them joined.
    std::optional<std::int32_t> hired_year{};
    /// Which ice-breaker it gets: any number.
    std::uint64_t draw = 0;
};

/// Arguments of chat.postMessage. In Korean, in English, or in both when the people read different ones.
std::string coffee_introduction(const CoffeeGroup& group);

enum class CoffeeAnswer : unsigned char { yes, not_yet, no };

/// "yes", "not_yet", "no"; of a button's action_id as well. Nothing for what is none.
std::string_view name_of(CoffeeAnswer answer);
std::optional<CoffeeAnswer> coffee_answer_behind(std::string_view action_id);

/// Whether a member met the others of their group.
struct CoffeeQuestion {
    std::int64_t round_id = 0;
    std::string_view program;
    /// Names; at least one.
    std::vector<std::string_view> others{};
};

/// Arguments of chat.postMessage, and with an answer of chat.update: what was said, and buttons to say otherwise.
std::string coffee_question(const CoffeeQuestion& question, std::optional<CoffeeAnswer> answer,
                            http::Language language);

/// That somebody takes part, and when it is ("2026-11-25 12:30"; nothing: nobody knows yet). mrkdwn.
std::string coffee_joined(std::string_view program, std::optional<std::string_view> next_round,
                          http::Language language);

/// When the next one is; mrkdwn.
std::string coffee_next_round(std::string_view next_round, http::Language language);

/// People by name, with what Korean adds to one; mrkdwn.
std::string coffee_names(const std::vector<std::string_view>& names, http::Language language);

/// Blocks, a JSON array: how somebody takes part (`text`, mrkdwn), a button to come back to the program in which they
/// pause, and one that opens the form (coffee_form.hpp).
std::string coffee_status(std::string_view text, std::optional<std::int64_t> paused_in, http::Language language);

/// {"ko": a button, "en": a button} for functions/slack/coffee_pause_blocks.sql, which adds programs to them.
std::string coffee_resume_buttons();

/// Whether it is the action_id of such a button; its value is the program's id.
bool is_coffee_resume(std::string_view action_id);

/// What a message says about pauses, as it comes back with a click. Points into the click.
struct CoffeeNotice {
    /// mrkdwn
    std::vector<std::string_view> sections{};
    /// Of other programs than the one that was clicked.
    std::vector<Button> buttons{};
};
CoffeeNotice coffee_notice_of(base::JsonView blocks, std::string_view clicked);

/// Arguments of chat.update: what was said before, what is so now, and the buttons that are left.
std::string coffee_resumed(const CoffeeNotice& before, std::string_view now);

}  // namespace gracy::slack
