#include "slack/receiving/event_consumer.hpp"

#include "access/streams.hpp"
#include "base/log.hpp"
#include "documents/event_relay.hpp"
#include "documents/stored_payload.hpp"
#include "gracy/sql/slack.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "slack/announcements/announcement_clicks.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/answers/answer_clicks.hpp"
#include "slack/answers/question_event.hpp"
#include "slack/answers/question_stop.hpp"
#include "slack/check_ins/check_in_question.hpp"
#include "slack/coffee/coffee_clicks.hpp"
#include "slack/installing/organization_events.hpp"
#include "slack/kudos/take_back_clicks.hpp"
#include "slack/optional_view.hpp"
#include "slack/people/link_clicks.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/event_effects.hpp"
#include "slack/receiving/interaction.hpp"
#include "slack/receiving/overheard.hpp"
#include "slack/receiving/store.hpp"
#include "slack/sending/responder.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace gracy::slack {
namespace {

constexpr std::int32_t at_once = 50;
// An action, not an event: what is clicked in messages and in App Home.
constexpr std::string_view clicks = "block_actions";
constexpr std::array<std::string_view, 13> types{"team_join",
                                                 "user_change",
                                                 "app_uninstalled",
                                                 "tokens_revoked",
                                                 access_granted,
                                                 access_revoked,
                                                 "app_home_opened",
                                                 "reaction_added",
                                                 "reaction_removed",
                                                 "app_mention",
                                                 "message",
                                                 session_stopped,
                                                 clicks};

std::optional<base::Json> payload_of(base::Bytes document) {
    auto stored = documents::read_payload(document);
    if (!stored) {
        return std::nullopt;
    }
    if (stored->tree.get() != nullptr) {
        return std::move(stored->tree);
    }
    auto parsed = parse_payload(stored->bytes);
    return parsed ? std::optional(std::move(parsed->json)) : std::nullopt;
}

/// As the module routed it: read again, because the log's columns keep the workspace only.
EventTenant tenant_of(base::JsonView payload) {
    const Delivery delivery = read_delivery(payload, {}, {});
    return {.team_id = delivery.envelope.team_id.value_or(""), .enterprise_id = delivery.envelope.enterprise_id};
}

bool concerns_us(std::string_view type) {
    return std::ranges::find(types, type) != types.end();
}

bool may_be_question(std::string_view type) {
    return type == "app_mention" || type == "message";
}

std::string_view action_of(base::JsonView payload) {
    return payload["actions"][std::size_t{0}]["action_id"].string().value_or("");
}

/// A form's button was answered when it was clicked, and most messages are none of our business.
bool leads_to_something(std::string_view type, base::JsonView payload) {
    if (may_be_question(type)) {
        return is_deletion(payload) || question_in(payload).has_value();
    }
    const std::string_view action = action_of(payload);
    return type != clicks || is_announcement_click(action) || is_coffee_click(action) || action == feedback_action ||
           action == stop_action || is_link_click(action) || is_home_check_in(payload) || is_check_in_click(payload) ||
           is_take_back_click(payload);
}

/// True: a question was stopped.
base::Task<bool> click(postgres::Transaction& transaction, const Interaction& interaction, std::string_view event_id) {
    const std::string_view action = action_of(interaction.json());
    if (is_home_check_in(interaction.json())) {
        co_await check_in_at_home(transaction, interaction);
    } else if (is_check_in_click(interaction.json())) {
        co_await click_on_check_in(transaction, interaction, event_id);
    } else if (is_take_back_click(interaction.json())) {
        co_await click_on_take_back(transaction, interaction, event_id);
    } else if (is_coffee_click(action)) {
        co_await click_on_coffee(transaction, interaction, event_id);
    } else if (is_link_click(action)) {
        co_await click_on_link(transaction, interaction, event_id);
    } else if (action == feedback_action) {
        co_await click_on_answer(transaction, interaction, event_id);
    } else if (action == stop_action) {
        co_return co_await click_on_stop(transaction, interaction, event_id);
    } else {
        co_await click_on_announcement(transaction, interaction, event_id);
    }
    co_return false;
}

/// True: a question was stopped.
base::Task<bool> have_effect(postgres::Transaction& transaction, const documents::OpenEvent& event,
                             const base::Json& tree) {
    const base::JsonView payload = tree.view();
    if (event.type == clicks) {
        if (const auto interaction = interaction_of({.json = tree.share()}, {})) {
            co_return co_await click(transaction, *interaction, event.id);
        }
        co_return false;
    }
    const EventTenant tenant = tenant_of(payload);
    if (event.type == access_granted || event.type == access_revoked) {
        co_await change_approval(transaction, tenant, payload);
        co_return false;
    }
    co_await learn_workspace(transaction, tenant);
    if (event.type == "team_join" || event.type == "user_change") {
        co_await put_user(transaction, tenant, payload);
    } else if (event.type == "app_uninstalled" || event.type == "tokens_revoked") {
        co_await end_installation(transaction, tenant, payload, event.received_at);
    } else if (event.type == "app_home_opened") {
        co_await open_tab(transaction, tenant, payload, event.received_at);
    } else if (event.type == "reaction_added") {
        co_await add_reaction(transaction, tenant, payload);
    } else if (event.type == "reaction_removed") {
        co_await remove_reaction(transaction, tenant, payload);
    } else if (is_deletion(payload)) {
        co_await forget_message(transaction, tenant, payload);
    } else if (may_be_question(event.type)) {
        co_await ask_question(transaction, tenant, payload, event);
    } else if (event.type == session_stopped) {
        co_return co_await stop_session(transaction, tenant, payload);
    }
    co_return false;
}

/// Why it can never be done, so that one event does not stand in front of all others; nothing when it was done. Throws
/// what is the database's trouble: the event stays open.
base::Task<std::optional<std::string>> reason_against(base::Task<void> step) {
    try {
        co_await std::move(step);
    } catch (const postgres::Error& error) {
        if (error.kind() != postgres::ErrorKind::invalid && error.kind() != postgres::ErrorKind::conflict) {
            throw;
        }
        co_return error.what();
    } catch (const std::exception& error) {
        // Ours, and the same at the next attempt.
        co_return error.what();
    }
    co_return std::nullopt;
}

}  // namespace

base::Task<void> EventConsumer::have_effect_once(const documents::OpenEvent& event, const base::Json& payload) {
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    const auto claimed = co_await transaction.run(sql::slack::claim_event, event.id);
    bool is_stopped = false;
    if (claimed.front().claimed) {
        is_stopped = co_await have_effect(transaction, event, payload);
        if (is_home_check_in(payload.view()) || is_check_in_click(payload.view())) {
            co_await transaction.run(sql::slack::forget_event, event.id);
        }
    }
    co_await transaction.commit();
    client.notify(events_channel);  // messages may wait now
    client.notify(jobs::channel);
    if (is_stopped) {
        client.notify(access::Streams::channel);
        client.notify(jobs::cancellations_channel);
    }
}

base::Task<bool> EventConsumer::consume(const documents::OpenEvent& event) {
    const auto payload = concerns_us(event.type) ? payload_of(base::bytes_of(event.document)) : std::nullopt;
    if (!payload || !leads_to_something(event.type, payload->view())) {
        co_return false;
    }
    std::optional<std::string> never;
    try {
        never = co_await reason_against(have_effect_once(event, *payload));
    } catch (const postgres::Error& error) {
        if (error.is_undone_by_others()) {
            ++counts_.held;
            base::log(base::LogLevel::warning, "slack: event {} ({}) waits: {}", event.id, event.type, error.what());
        }
        throw;
    }
    if (!never) {
        co_return true;
    }
    base::log(base::LogLevel::error, "slack: event {} ({}) has no effect: {}", event.id, event.type, *never);
    if (const auto unsaid = co_await reason_against(apologise(event, *payload))) {
        base::log(base::LogLevel::error, "slack: event {}: nobody was told so: {}", event.id, *unsaid);
    }
    co_return false;
}

base::Task<void> EventConsumer::apologise(const documents::OpenEvent& event, const base::Json& payload) {
    const auto interaction = event.type == clicks ? interaction_of({.json = payload.share()}, {}) : std::nullopt;
    if (!interaction) {
        co_return;
    }
    postgres::Client client(database_);
    const auto callers = co_await client.read(sql::slack::describe_caller, interaction->team_id,
                                              view_of(interaction->enterprise_id), interaction->user_id);
    const http::Text sentence{
        ":warning: Sorry, that could not be done: something is wrong on our side. Nothing has changed.",
        ":warning: 죄송해요, 문제가 생겨 처리하지 못했어요. 바뀐 것은 없어요."};
    postgres::Transaction transaction = co_await client.begin();
    co_await answer_later(transaction, *interaction, Answering::beside,
                          plain_message(sentence.in(http::language_of(callers.front().locale))), "apology/" + event.id);
    co_await transaction.commit();
    client.notify(jobs::channel);
}

base::Task<bool> EventConsumer::consume_some() {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::slack::list_open_events, at_once);
    std::vector<documents::OpenEvent> events;
    for (const auto row : rows) {
        events.push_back({.id = std::string(row.event_id),
                          .team_id = std::string(row.team_id.value_or("")),
                          .type = std::string(row.type),
                          .received_at = row.received_at,
                          .document = std::string(base::text_of(row.document))});
    }
    std::vector<std::string_view> nothing;
    const documents::Effect effect = [&](const documents::OpenEvent& event) -> base::Task<void> {
        if (!co_await consume(event)) {
            nothing.push_back(event.id);
        }
    };
    const bool had_all = co_await documents::have_in_order(events, effect);
    if (!nothing.empty()) {
        co_await client.write(sql::slack::settle_events, nothing);
    }
    // What is held is looked at again after a pause.
    co_return events.size() == static_cast<std::size_t>(at_once) && had_all;
}

}  // namespace gracy::slack
