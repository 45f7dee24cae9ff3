#include "slack/answers/ask_command.hpp"

#include "base/digest.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "jobs/channel.hpp"
#include "slack/answers/question.hpp"
#include "slack/answers/question_stop.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/check_ins/help_text.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "wellbeing/risk.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::array<std::string_view, 3> words{"ask", "질문", "물어보기"};

Message only_to_them(std::string text) {
    return {.visibility = Message::Visibility::ephemeral, .text = std::move(text)};
}

/// Where its author finds help, who may need it.
base::Task<std::string> help_of(access::Call& call, const Command& command, std::string_view question,
                                Language language) {
    const wellbeing::Risk risk = wellbeing::risk_of_note(question);
    if (risk == wellbeing::Risk::none) {
        co_return "";
    }
    const auto rows = co_await call.database().read(sql::slack::find_help, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto row = rows.front();
    co_return help_text(wellbeing::help_for(risk, row.tz.value_or(""), row.support_contact, language));
}

}  // namespace

std::optional<std::string> question_of_command(std::string_view text) {
    const auto tokens = tokens_of(text);
    if (tokens.empty() ||
        std::ranges::none_of(words, [&](auto word) { return http::same_text(word, tokens[0].raw); })) {
        return std::nullopt;
    }
    const auto begin = static_cast<std::size_t>(tokens[0].raw.data() - text.data()) + tokens[0].raw.size();
    return question_text(text.substr(begin), {});
}

base::Task<Message> ask_by_command(access::Call& call, const Command& command, std::string question) {
    const base::Sha256 hash = base::sha256(base::bytes_of(std::string_view(question)));
    const Language language = http::language_of_question(question);
    const std::string help = co_await help_of(call, command, question, language);
    if (wellbeing::risk_of_note(question) == wellbeing::Risk::self_harm) {
        co_return only_to_them(help);  // which no policy answers; it is kept nowhere, and no model is told
    }
    const auto rows = co_await call.database().write(
        sql::slack::ask_from_slack, command.team_id, view_of(command.enterprise_id), command.user_id, question,
        http::name_of(language), std::nullopt, std::nullopt, command.trigger_id, hash);
    const auto row = rows.front();
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    if (row.outcome != "ok" && row.outcome != "replayed") {
        const Language theirs = question.empty() ? http::language_of(row.locale) : language;
        co_return only_to_them(question_refusal(row.outcome, theirs));
    }
    call.database().notify(jobs::channel);
    Message looking = only_to_them(std::string(
        Text{"I'm looking it up and will answer in our conversation.", "찾아보고 있어요. 저와의 대화에서 답할게요."}.in(
            language)));
    looking.text = help.empty() ? looking.text : help + "\n\n" + looking.text;
    looking.blocks = stop_blocks(looking.text, row.question_id.value(), language);
    co_return looking;
}

}  // namespace gracy::slack
