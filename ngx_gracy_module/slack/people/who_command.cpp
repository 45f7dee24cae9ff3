#include "slack/people/who_command.hpp"

#include "base/korean.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/home/home.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/caller.hpp"
#include "slack/receiving/refusals.hpp"

#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

// Told with their title and manager; then by name alone; and so many are counted.
constexpr std::int32_t most_in_full = 10;
constexpr std::int32_t most_named = 40;
constexpr std::int32_t most_counted = 100;
constexpr std::size_t longest_name = 100;

/// Whom the whole text mentions; nothing when it is a name.
std::optional<std::string_view> mentioned(const std::vector<Token>& tokens) {
    return tokens.size() == 1 && tokens[0].kind == Token::Kind::user ? std::optional(tokens[0].subject) : std::nullopt;
}

/// What somebody who did not pick from Slack's list has written before the name.
std::string name_in(std::string_view text) {
    std::string name = plain_text(text);
    return name.starts_with('@') ? name.substr(1) : name;
}

template <class Row>
std::string names_of(const Row& person) {
    std::string names = "*" + styled(person.name) + "*";
    if (person.other_name && *person.other_name != person.name) {
        names += " (" + escape(*person.other_name) + ")";
    }
    return names;
}

/// A mention where they are in this workspace, which leads to them; nobody hears of it in an answer that one person
/// sees.
std::string known_as(std::optional<std::string_view> user_id, std::string_view name) {
    return user_id ? mention(*user_id) : escape(name);
}

template <class Row>
std::string manager_of(const Row& person, Language language) {
    return say(language, {"manager {}", "직속 상사 {}"}, known_as(person.manager_user_id, *person.manager));
}

template <class Row>
std::string line_of(const Row& person, Language language) {
    std::string line = "• " + (person.user_id ? mention(*person.user_id) + " " : std::string()) + names_of(person);
    for (const auto& about : {person.title, person.department}) {
        if (about) {
            line += " · " + escape(*about);
        }
    }
    if (person.manager) {
        line += " · " + manager_of(person, language);
    }
    return line;
}

template <class Row>
Message card_of(const Row& person, Language language) {
    Blocks blocks;
    blocks.section((person.user_id ? mention(*person.user_id) + " " : std::string()) + names_of(person));
    std::vector<std::string> fields;
    const auto add = [&](Text label, const std::string& text) {
        fields.push_back("*" + std::string(label.in(language)) + "*\n" + text);
    };
    if (person.title) {
        add({"Title", "직책"}, escape(*person.title));
    }
    if (person.department) {
        add({"Department", "부서"}, escape(*person.department));
    }
    if (person.manager) {
        add({"Manager", "직속 상사"}, known_as(person.manager_user_id, *person.manager));
    }
    if (person.location) {
        add({"Location", "근무지"}, escape(*person.location));
    }
    if (person.hired_on) {
        add({"Here since", "입사일"}, day_in_words(*person.hired_on, language));
    }
    if (!fields.empty()) {
        blocks.fields(fields);
    }
    if (person.user_id) {
        blocks.actions("who_actions", {Button{.action_id = give_kudos_action,
                                              .text = Text{"Give kudos", "칭찬 보내기"}.in(language),
                                              .value = *person.user_id}});
    }
    return {.visibility = Message::Visibility::ephemeral, .text = line_of(person, language), .blocks = blocks.take()};
}

Message nobody(bool by_mention, std::string_view name, Language language) {
    if (by_mention) {
        return ephemeral(std::string(
            Text{"They are not a member here (or are an app).", "아직 등록된 구성원이 아니거나 앱이에요."}.in(
                language)));
    }
    return ephemeral(
        say(language,
            {"Nobody here is called {0}, and no department or team is.", "{0}{1} 동료나 부서, 팀을 찾지 못했어요."},
            escape(name), base::quoting_particle(name)));
}

std::string how_many(std::int32_t found, Language language) {
    return found > most_counted ? say(language, {"*More than {} people*", "*{}명이 넘어요*"}, most_counted)
                                : say(language, {"*{} people*", "*{}명*"}, found);
}

template <class Rows>
Message list_of(const Rows& rows, Language language) {
    // For the last line.
    constexpr std::size_t room = block_limit::message_text - 200;
    const auto found = static_cast<std::int32_t>(rows.size());
    std::string text = found > most_in_full ? how_many(found, language) : std::string();
    std::int32_t shown = 0;
    for (const auto row : rows) {
        const std::string_view before = shown == most_in_full  ? Text{"\nAlso: ", "\n그 밖에: "}.in(language)
                                        : shown > most_in_full ? ", "
                                        : text.empty()         ? ""
                                                               : "\n";
        const std::string one = shown < most_in_full ? line_of(row, language) : known_as(row.user_id, row.name);
        if (shown == most_named || utf16_length(text) + utf16_length(one) > room) {
            break;
        }
        text.append(before).append(one);
        ++shown;
    }
    if (shown < found) {
        text +=
            Text{"\n… and more: please write a part of a name instead.", "\n… 더 있어요. 이름의 일부를 적어 주세요."}
                .in(language);
    }
    return ephemeral(std::move(text));
}

}  // namespace

base::Task<Message> find_colleagues(access::Call& call, const Command& command) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return unknown_workspace();
    }
    if (!caller.member) {
        co_return co_await why_no_member(call, command, caller.language);
    }
    const std::vector<Token> tokens = tokens_of(command.text);
    const auto user = mentioned(tokens);
    const std::string name = name_in(command.text);
    const bool asks_for_help = tokens.empty() || name.empty() || name == "help" || name == "도움말";
    if (asks_for_help || (!user && name.size() > longest_name)) {
        co_return ephemeral(
            std::string(Text{"Who are you looking for? `/who @name`, or a part of a name, or a department or team",
                             "누구를 찾나요? `/who @이름`, `/who 이름`, `/who ㄱㅁㅅ`, `/who 부서나 팀`"}
                            .in(caller.language)));
    }
    const auto rows =
        co_await call.database().read(sql::slack::find_colleagues, command.team_id, view_of(command.enterprise_id),
                                      command.user_id, user, name, most_counted + 1);
    if (rows.size() == 0) {
        co_return nobody(user.has_value(), name, caller.language);
    }
    if (rows.size() == 1) {
        co_return card_of(rows.front(), caller.language);
    }
    co_return list_of(rows, caller.language);
}

}  // namespace gracy::slack
