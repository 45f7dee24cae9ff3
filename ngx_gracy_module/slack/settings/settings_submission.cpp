#include "slack/settings/settings_submission.hpp"

#include "gracy/sql/slack.hpp"
#include "jobs/channel.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"
#include "slack/settings/settings_form.hpp"

#include <optional>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

http::Response refuse(SettingsField field, std::string text) {
    return refuse_field(block_of(field), std::move(text));
}

/// Nothing for what the function does not say.
std::optional<std::string> explain(std::string_view outcome, Language language) {
    if (outcome == "same_time") {
        return std::string(Text{"This is when it begins: please choose another time.",
                                "시작과 같은 시각이에요. 다른 시각을 골라 주세요."}
                               .in(language));
    }
    if (outcome == "too_long") {
        return std::string(Text{"At least four hours of the day have to be left for me.",
                                "하루에 네 시간은 알림을 받을 수 있어야 해요."}
                               .in(language));
    }
    if (outcome == "unknown_workspace") {
        return unknown_workspace().text;
    }
    return std::nullopt;
}

}  // namespace

base::Task<http::Response> submit_settings(access::Call& call, const Interaction& interaction) {
    const auto settings = read_settings(interaction.json()["view"]["state"]["values"]);
    if (!settings) {
        co_return refuse(settings.error(), "Please fill this in. / 이 항목을 채워 주세요.");
    }
    const auto rows = co_await call.database().write(
        sql::slack::set_own_settings, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        http::name_of(settings->language), settings->weekdays, settings->at_minute, settings->quiet_from,
        settings->quiet_until, settings->on_leaderboards, settings->celebrates_birthday,
        settings->celebrates_anniversary, call.request().request_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.new_locale);
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::json(update_answer(settings_saved_modal(language)));
    }
    if (row.outcome == "not_member") {
        co_return refuse(SettingsField::quiet_until, (co_await why_no_member(call, interaction, language)).text);
    }
    co_return refuse(SettingsField::quiet_until,
                     sentence_for(explain(row.outcome, language), "set_own_settings", row.outcome));
}

}  // namespace gracy::slack
