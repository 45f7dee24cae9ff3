#include "slack/people/link_clicks.hpp"

#include "base/korean.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/block_kit/both_languages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/sending/responder.hpp"

#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::string_view confirm_action = "confirm_slack_link";
constexpr std::string_view disown_action = "disown_slack_user";

std::string button(std::string_view action_id, std::string_view label) {
    base::JsonWriter json;
    json.open_object();
    json.field<"type">("button");
    json.field<"action_id">(action_id);
    json.key<"text">().open_object();
    json.field<"type">("plain_text");
    json.field<"text">(label);
    json.close_object().close_object();
    return json.take();
}

std::string sentence_of(std::string_view outcome, bool is_it, std::string_view name, Language language) {
    if (outcome == "ok" && is_it) {
        return say(language,
                   {":white_check_mark: {0} speaks for you in Slack from now on.",
                    ":white_check_mark: 이제 Slack 계정 ‘{0}’{1} 내 계정으로 연결됐어요."},
                   escape(name), base::subject_particle(name));
    }
    if (outcome == "ok") {
        return say(language,
                   {"Thank you: {0} is nobody's account here, and is shown nothing of yours.",
                    "알려 주셔서 고마워요. Slack 계정 ‘{0}’에는 내 정보를 아무것도 보여 주지 않아요."},
                   escape(name));
    }
    if (outcome == "taken") {
        return std::string(
            Text{"You already have another account in that workspace: say first that it is not you, in "
                 "the list of your Slack accounts.",
                 "그 워크스페이스에 이미 연결된 다른 계정이 있어요. 내 Slack 계정 목록에서 먼저 연결을 끊어 "
                 "주세요."}
                .in(language));
    }
    return std::string(Text{"There is nothing left to confirm.", "이제 확인할 것이 없어요."}.in(language));
}

}  // namespace

std::string link_buttons() {
    return in_both_languages([](Language language) {
        base::JsonWriter json;
        json.open_object();
        json.field<"confirm">(base::RawJson{button(confirm_action, Text{"That's me", "본인이에요"}.in(language))});
        json.field<"disown">(base::RawJson{button(disown_action, Text{"Not me", "본인이 아니에요"}.in(language))});
        json.close_object();
        return json.take();
    });
}

bool is_link_click(std::string_view action_id) {
    return action_id == confirm_action || action_id == disown_action;
}

base::Task<void> click_on_link(postgres::Transaction& transaction, const Interaction& interaction,
                               std::string_view event_id) {
    const base::JsonView action = interaction.json()["actions"][std::size_t{0}];
    const std::string_view value = action["value"].string().value_or("");
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos) {
        co_return;
    }
    const bool is_it = action["action_id"].string() == confirm_action;
    const auto rows =
        co_await transaction.run(sql::slack::answer_proposal, interaction.team_id, view_of(interaction.enterprise_id),
                                 interaction.user_id, value.substr(0, slash), value.substr(slash + 1), is_it, event_id);
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;  // nobody is connected any more who could be told
    }
    const Language language = http::language_of(row.locale);
    const std::string text =
        row.outcome == "not_member"
            ? (co_await why_no_member(transaction, interaction, language)).text
            : sentence_of(row.outcome, is_it, row.name.value_or(value.substr(slash + 1)), language);
    co_await answer_later(transaction, interaction, Answering::beside, plain_message(text),
                          std::string("link/").append(event_id));
}

}  // namespace gracy::slack
