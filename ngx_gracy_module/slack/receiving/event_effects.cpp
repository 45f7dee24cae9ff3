#include "slack/receiving/event_effects.hpp"

#include "gracy/sql/slack.hpp"
#include "jobs/enqueue.hpp"
#include "slack/answers/suggested_prompts.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/home/home_publisher.hpp"
#include "slack/kudos/kudos_refusal.hpp"
#include "slack/optional_view.hpp"
#include "slack/people/person.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/whisper.hpp"

#include <fmt/format.h>
#include <vector>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;

constexpr std::int64_t last_second = 253'402'300'799;  // of the year 9999

std::optional<base::Timestamp> instant(JsonView seconds) {
    const auto value = seconds.integer();
    return value && *value >= 0 && *value <= last_second ? std::optional(base::Timestamp(std::chrono::seconds(*value)))
                                                         : std::nullopt;
}

std::optional<std::string_view> or_nothing(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

/// The message that a reaction is on, and who did what.
struct Reaction {
    std::string user;
    std::string author;
    std::string name;
    std::string channel;
    std::string ts;
    /// By Slack's clock; empty when it does not say.
    std::string told_at;
};

std::optional<Reaction> reaction_of(JsonView event) {
    const JsonView item = event["item"];
    auto user = identifier(event["user"]);
    auto name = identifier(event["reaction"]);
    auto channel = identifier(item["channel"]);
    auto ts = identifier(item["ts"]);
    if (item["type"].string() != "message" || !user || !name || !channel || !ts) {
        return std::nullopt;  // a file, or nothing that a kudos could be about
    }
    return Reaction{.user = std::move(*user),
                    .author = identifier(event["item_user"]).value_or(""),
                    .name = std::move(*name),
                    .channel = std::move(*channel),
                    .ts = std::move(*ts),
                    .told_at = identifier(event["event_ts"]).value_or("")};
}

/// Why a reaction gave nothing, for who made it.
std::optional<std::string> reaction_refusal(std::string_view reaction, const KudosOutcome& outcome, Language language) {
    const http::Text voided{"Your reaction gives no kudos again: an administrator took that of before back.",
                            "관리자가 취소한 칭찬이라, 반응을 다시 남겨도 칭찬이 보내지지 않아요."};
    const auto why = outcome.outcome == "voided" ? std::optional(std::string(voided.in(language)))
                                                 : kudos_refusal(outcome, outcome.subject, 1, Markup::mrkdwn, language);
    return why ? std::optional(fmt::format(":{}: {}", reaction, *why)) : std::nullopt;
}

/// What a reaction gave, for who made it.
std::string receipt(std::string_view reaction, std::string_view author, std::string_view value,
                    std::int32_t allowance_left, Language language) {
    return say(language,
               {":{0}: gave {1} one point (*{2}*). You have {3} left.",
                ":{0}: 반응으로 {1}님에게 1점을 보냈어요 (*{2}*). 남은 점수는 {3}점이에요."},
               reaction, escape(author), styled(value), allowance_left);
}

}  // namespace

base::Task<void> put_user(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload) {
    const auto person = read_person(payload["event"]["user"], tenant.team_id, view_of(tenant.enterprise_id));
    if (!person) {
        co_return;
    }
    const auto told_at = person->changed_at ? person->changed_at : instant(payload["event_time"]);
    const auto rows = co_await transaction.run(
        sql::slack::put_user, tenant.team_id, view_of(tenant.enterprise_id), person->user_id, person->is_bot,
        person->is_guest, person->deleted, or_nothing(person->tz), or_nothing(person->email),
        person->email_is_confirmed, told_at.value_or(base::Timestamp()), or_nothing(person->name));
    if (rows.front().outcome == "ok" && payload["event"]["user"]["locale"].string()) {
        const std::vector<std::string_view> user_ids{person->user_id};
        const std::vector<std::string_view> locales{person->locale};
        co_await transaction.run(sql::slack::keep_locales, tenant.team_id, view_of(tenant.enterprise_id), user_ids,
                                 locales);
    }
}

base::Task<void> end_installation(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload,
                                  base::Timestamp received_at) {
    const JsonView event = payload["event"];
    // Tokens of single people may be revoked; ours is the bot's.
    if (event["type"].string() == "tokens_revoked" && event["tokens"]["bot"].size() == 0) {
        co_return;
    }
    const auto team = tenant.team_id.empty() ? std::nullopt : std::optional<std::string_view>(tenant.team_id);
    co_await transaction.run(sql::slack::end_installation, team, view_of(tenant.enterprise_id),
                             instant(payload["event_time"]).value_or(received_at));
}

base::Task<void> open_tab(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload,
                          base::Timestamp received_at) {
    const JsonView event = payload["event"];
    const auto user = identifier(event["user"]);
    const std::string_view tab = event["tab"].string().value_or("home");
    if (user && tab == "home") {
        co_await publish_home_of(transaction, tenant.team_id, view_of(tenant.enterprise_id), *user);
    }
    const auto channel = identifier(event["channel"]);
    if (user && channel && tab == "messages") {
        const jobs::NewJob job = suggested_prompts_job(
            {.team_id = tenant.team_id, .enterprise_id = tenant.enterprise_id, .user_id = *user, .channel = *channel},
            instant(payload["event_time"]).value_or(received_at));
        co_await jobs::enqueue(transaction, job);
    }
}

bool is_home_check_in(JsonView interaction) {
    return interaction["view"]["type"].string() == "home" &&
           tapped_score(interaction["actions"][std::size_t{0}]["action_id"].string().value_or(""));
}

base::Task<void> check_in_at_home(postgres::Transaction& transaction, const Interaction& interaction) {
    const auto score = tapped_score(interaction.json()["actions"][std::size_t{0}]["action_id"].string().value_or(""));
    co_await transaction.run(sql::slack::check_in_from_slack, interaction.team_id, view_of(interaction.enterprise_id),
                             interaction.user_id, score.value_or(0));
    co_await publish_home_of(transaction, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id);
}

base::Task<void> add_reaction(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload) {
    const auto reaction = reaction_of(payload["event"]);
    if (!reaction || reaction->author.empty()) {
        co_return;
    }
    const auto rows = co_await transaction.run(sql::slack::react_with_kudos, tenant.team_id,
                                               view_of(tenant.enterprise_id), reaction->user, reaction->author,
                                               reaction->name, reaction->channel, reaction->ts, reaction->told_at);
    const auto row = rows.front();
    const KudosOutcome outcome{.outcome = row.outcome,
                               .subject = row.subject.value_or(""),
                               .allowance_left = row.allowance_left,
                               .value_names = {}};
    // Of what stands, or is gone again, there is nothing to say, and people decorate what they wrote themselves.
    if (outcome.outcome == "not_kudos" || outcome.outcome == "replayed" || outcome.outcome == "self_kudos" ||
        !row.team_space_id) {
        co_return;
    }
    const Language language = http::language_of(row.locale);
    const std::string_view emoji = std::string_view(reaction->name).substr(0, reaction->name.find("::"));
    const auto said = outcome.outcome == "ok"
                          ? std::optional(receipt(emoji, row.author_name.value_or(""), row.value_name.value_or(""),
                                                  row.allowance_left.value_or(0), language))
                          : reaction_refusal(emoji, outcome, language);
    if (said) {
        // Where they did it, and to them alone: a message would take the place of one of the day's others.
        const jobs::NewJob job = whisper_job({.team_id = tenant.team_id,
                                              .enterprise_id = tenant.enterprise_id,
                                              .user_id = reaction->user,
                                              .channel = reaction->channel,
                                              .thread_ts = std::nullopt,
                                              .text = *said},
                                             fmt::format("reaction/{}/{}/{}/{}/{}", reaction->channel, reaction->ts,
                                                         reaction->user, reaction->name, reaction->told_at));
        co_await jobs::enqueue(transaction, job);
    }
}

base::Task<void> remove_reaction(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload) {
    const auto reaction = reaction_of(payload["event"]);
    if (!reaction) {
        co_return;
    }
    co_await transaction.run(sql::slack::take_back_reaction, tenant.team_id, view_of(tenant.enterprise_id),
                             reaction->user, reaction->name, reaction->channel, reaction->ts, reaction->told_at);
}

base::Task<void> forget_message(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload) {
    const auto channel = identifier(payload["event"]["channel"]);
    const auto ts = identifier(payload["event"]["deleted_ts"]);
    if (channel && ts) {
        co_await transaction.run(sql::slack::take_back_reactions, tenant.team_id, view_of(tenant.enterprise_id),
                                 *channel, *ts);
    }
}

}  // namespace gracy::slack
