#include "slack/views/open_view.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "http/urlencoded.hpp"
#include "jobs/channel.hpp"
#include "jobs/enqueue.hpp"
#include "postgres/client.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/store.hpp"
#include "slack/sending/responder.hpp"
#include "slack/views/compose_view.hpp"
#include "slack/views/form_apology.hpp"

namespace gracy::slack {
namespace {

using base::LogLevel;

std::string view_arguments(const ViewRequest& request, std::string_view view) {
    base::JsonWriter json(view.size() + 128);
    json.open_object();
    if (request.view_id) {
        json.field<"view_id">(*request.view_id);
        if (request.hash) {
            json.field<"hash">(*request.hash);
        }
    } else {
        json.field<"trigger_id">(request.trigger_id);
    }
    json.field<"view">(base::RawJson{view});
    json.close_object();
    return json.take();
}

/// The half of what a trigger lives is the view's own.
constexpr std::chrono::milliseconds group_timeout{1000};

/// An organization's token has to say which workspace; any other takes it as well.
std::string group_form(const ViewRequest& request) {
    return "usergroup=" + http::percent_encode(request.group.value_or("")) +
           "&team_id=" + http::percent_encode(request.team_id);
}

base::Task<void> queue(postgres::Client& client, const jobs::NewJob& job) {
    co_await jobs::enqueue(client, job);
    client.notify(jobs::channel);
}

}  // namespace

std::string ViewRequest::payload() const {
    base::JsonWriter json;
    json.open_object();
    json.field<"team_id">(team_id);
    json.field<"enterprise_id">(view_of(enterprise_id));
    json.field<"user_id">(user_id);
    json.field<"trigger_id">(trigger_id);
    json.field<"view">(view);
    json.field<"received_at_us">(std::int64_t{received_at.time_since_epoch().count()});
    json.field<"recipient_user_id">(view_of(recipient_user_id));
    json.key<"recipients">().open_array();
    for (const std::string& recipient : recipients) {
        json.value(recipient);
    }
    json.close_array();
    json.field<"refusal">(view_of(refusal));
    json.field<"channel">(view_of(channel));
    json.field<"thread_ts">(view_of(thread_ts));
    json.field<"about">(view_of(about));
    json.field<"quoted">(view_of(quoted));
    json.field<"group">(view_of(group));
    json.field<"value">(view_of(value));
    json.field<"points">(points);
    json.field<"view_id">(view_of(view_id));
    json.field<"response">(view_of(response));
    json.field<"hash">(view_of(hash));
    json.field<"draft_task">(view_of(draft_task));
    json.field<"draft_refusal">(view_of(draft_refusal));
    json.field<"message_block">(view_of(message_block));
    json.field<"again">(again);
    json.close_object();
    return json.take();
}

ViewRequest ViewRequest::parse(const jobs::Job& job) {
    const base::Json json = base::Json::parse(job.payload);
    const auto text = [&](std::string_view name) { return std::string(json[name].string().value_or("")); };
    const auto or_nothing = [&](std::string_view name) {
        const auto value = json[name].string();
        return value ? std::optional<std::string>(*value) : std::nullopt;
    };
    const auto received_at = json["received_at_us"].integer();
    ViewRequest request{.team_id = text("team_id"),
                        .enterprise_id = or_nothing("enterprise_id"),
                        .user_id = text("user_id"),
                        .trigger_id = text("trigger_id"),
                        .view = text("view"),
                        .received_at = base::Timestamp(std::chrono::microseconds(received_at.value_or(0))),
                        .recipient_user_id = or_nothing("recipient_user_id"),
                        .recipients = {},
                        .refusal = or_nothing("refusal"),
                        .channel = or_nothing("channel"),
                        .thread_ts = or_nothing("thread_ts"),
                        .about = or_nothing("about"),
                        .quoted = or_nothing("quoted"),
                        .group = or_nothing("group"),
                        .value = or_nothing("value"),
                        .points = static_cast<std::int32_t>(json["points"].integer().value_or(1)),
                        .view_id = or_nothing("view_id"),
                        .response = or_nothing("response"),
                        .hash = or_nothing("hash"),
                        .draft_task = or_nothing("draft_task"),
                        .draft_refusal = or_nothing("draft_refusal"),
                        .message_block = or_nothing("message_block"),
                        .again = json["again"].boolean().value_or(false)};
    for (const base::JsonView recipient : json["recipients"].elements()) {
        request.recipients.emplace_back(recipient.string().value_or(""));
    }
    if (request.team_id.empty() || request.user_id.empty() || request.trigger_id.empty() || !received_at) {
        throw jobs::Permanent("the payload lacks something");
    }
    return request;
}

jobs::NewJob open_view_job(const ViewRequest& request) {
    jobs::NewJob job;
    job.kind = open_view_kind;
    job.lane = interactive_lane;
    job.payload = request.payload();
    job.dedupe_key = request.trigger_id;
    job.max_attempts = 1;
    return job;
}

base::Task<void> ViewOpener::open(jobs::Job job) {
    const ViewRequest request = ViewRequest::parse(job);
    std::optional<std::string> failed;
    try {
        co_await show(request);
    } catch (const std::exception& error) {
        failed = error.what();
    }
    if (failed) {
        try {
            co_await apologise(request);
        } catch (const std::exception& error) {
            base::log(LogLevel::error, "slack: {} did not open, and nobody was told so: {}", request.view,
                      error.what());
        }
        throw jobs::Permanent(*failed);
    }
    if (request.again && request.response) {
        postgres::Client client(database_);
        co_await queue(client, respond_job(*request.response, Answering::away, "{}", request.trigger_id));
    }
}

base::Task<void> ViewOpener::apologise(const ViewRequest& request) {
    if (!request.response && request.view_id) {
        co_return;  // what was clicked has had its effect; only the view does not show it
    }
    postgres::Client client(database_);
    const auto callers = co_await client.read(sql::slack::describe_caller, request.team_id,
                                              view_of(request.enterprise_id), request.user_id);
    const auto caller = callers.front();
    const std::string apology = caller.known ? form_apology(request, http::language_of(caller.locale))
                                             : plain_message(unknown_workspace().text);
    if (!request.response) {
        // In App Home and in front of a shortcut there is no conversation: Gracy's own with them is one.
        if (caller.team_space_id) {
            const std::string key = "form/" + request.trigger_id;
            co_await client.write(sql::slack::queue_message, *caller.team_space_id, request.team_id, request.user_id,
                                  apology, std::optional<std::string_view>(key));
            client.notify(events_channel);
        }
        co_return;
    }
    const Answering answering = request.again ? Answering::in_place : Answering::beside;
    const Reader reader{.team_id = request.team_id, .enterprise_id = request.enterprise_id, .user_id = request.user_id};
    co_await queue(client,
                   respond_job(*request.response, answering, apology, request.trigger_id, std::nullopt, reader));
}

base::Task<void> ViewOpener::show(const ViewRequest& request) {
    postgres::Client client(database_);
    // Both on their way together: what is left of three seconds is Slack's.
    auto asked_token =
        client.read(sql::slack::get_token, request.team_id, view_of(request.enterprise_id), std::nullopt);
    std::optional<std::string> view;
    if (!request.group) {
        view = co_await compose_view(client, request, address_);
    }
    const auto tokens = co_await asked_token;
    const auto sealed = tokens.first();
    if (!sealed || (!view && !request.group)) {
        throw jobs::Permanent("workspace " + request.team_id + " is not connected");
    }
    const auto token =
        keys_.open(sealed->team_space_id, sealed->installation_id, sealed->key_id.value_or(""), sealed->token_sealed);
    if (!token) {
        throw jobs::Permanent("the token is sealed with another key than those of [slack]");
    }
    if (request.group) {
        const ApiResult group =
            co_await api_.call_form("usergroups.users.list", *token, group_form(request), group_timeout);
        view = co_await compose_group_view(client, request, group);
        if (!view) {
            throw jobs::Permanent("workspace " + request.team_id + " is not connected");
        }
    }
    const base::Json checked = base::Json::parse(*view, {.bytes = 1 << 20});
    if (const auto faults = check_view(checked.view()); !faults.empty()) {
        throw jobs::Permanent("the view is not what Slack takes: " + describe(faults));
    }
    // Nobody's trigger waits for a draft.
    const auto left = request.draft_task ? interactive_deadline
                                         : std::chrono::duration_cast<std::chrono::milliseconds>(
                                               request.received_at + interactive_deadline - clock_.now());
    if (left <= std::chrono::milliseconds(0)) {
        throw jobs::Permanent("too late: the trigger is about to expire");
    }
    const std::string method = request.view_id ? "views.update" : "views.open";
    const ApiResult result = co_await api_.call(method, *token, view_arguments(request, *view), left);
    if (request.hash && (result.error == "hash_conflict" || result.error == "not_found")) {
        co_return;  // submitted, closed, or shown something newer meanwhile
    }
    if (result.outcome != ApiOutcome::ok) {
        throw jobs::Permanent(method + ": " + result.error);
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now() - request.received_at);
    base::log(LogLevel::info, "slack: {} opened in {} ms", request.view, took.count());
}

}  // namespace gracy::slack
