#include "slack/sending/responder.hpp"

#include "base/encoding.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "jobs/enqueue.hpp"
#include "postgres/client.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/store.hpp"
#include "slack/sending/response_url.hpp"
#include "slack/views/open_view.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using base::LogLevel;

constexpr std::chrono::seconds call_timeout{5};
constexpr std::array<std::pair<Answering, std::string_view>, 3> names{
    {{Answering::beside, "beside"}, {Answering::in_place, "in_place"}, {Answering::away, "away"}}};

std::string_view name_of(Answering answering) {
    return names[static_cast<std::size_t>(answering)].second;
}

std::string body_of(Answering answering, base::JsonView message) {
    base::JsonWriter json;
    json.open_object();
    if (answering == Answering::away) {
        json.field<"delete_original">(true);
    } else {
        // What takes the place of a message is seen by whoever sees that one.
        if (answering == Answering::beside) {
            json.field<"response_type">("ephemeral");
        }
        json.field<"replace_original">(answering == Answering::in_place);
        json.field<"text">(message["text"].string().value_or(""));
        if (message["blocks"].size() > 0) {
            json.field<"blocks">(base::RawJson{message["blocks"].dump()});
        }
    }
    json.close_object();
    return json.take();
}

std::optional<MessagePlace> read_place(base::JsonView json) {
    const auto team_space_id = json["team_space_id"].integer();
    auto team_id = identifier(json["team_id"]);
    auto channel = identifier(json["channel"]);
    auto ts = identifier(json["ts"]);
    if (!team_space_id || !team_id || !channel || !ts) {
        return std::nullopt;
    }
    return MessagePlace{.team_space_id = *team_space_id,
                        .team_id = std::move(*team_id),
                        .channel = std::move(*channel),
                        .ts = std::move(*ts)};
}

std::optional<Reader> read_reader(base::JsonView json) {
    auto team_id = identifier(json["team_id"]);
    auto user_id = identifier(json["user_id"]);
    if (!team_id || !user_id) {
        return std::nullopt;
    }
    return Reader{.team_id = std::move(*team_id),
                  .enterprise_id = identifier(json["enterprise_id"]),
                  .user_id = std::move(*user_id)};
}

}  // namespace

jobs::NewJob respond_job(std::string_view response, Answering answering, std::string_view arguments, std::string key,
                         const std::optional<MessagePlace>& otherwise, const std::optional<Reader>& reader) {
    base::JsonWriter json(arguments.size() + 128);
    json.open_object();
    json.field<"response">(response);
    json.field<"answering">(name_of(answering));
    json.field<"message">(base::RawJson{arguments});
    if (otherwise) {
        json.key<"otherwise">();
        json.open_object();
        json.field<"team_space_id">(otherwise->team_space_id);
        json.field<"team_id">(otherwise->team_id);
        json.field<"channel">(otherwise->channel);
        json.field<"ts">(otherwise->ts);
        json.close_object();
    }
    if (reader) {
        json.key<"reader">();
        json.open_object();
        json.field<"team_id">(reader->team_id);
        json.field<"enterprise_id">(view_of(reader->enterprise_id));
        json.field<"user_id">(reader->user_id);
        json.field<"key">(key);
        json.close_object();
    }
    json.close_object();
    jobs::NewJob job;
    job.kind = respond_kind;
    job.lane = interactive_lane;
    job.payload = json.take();
    job.dedupe_key = std::move(key);
    job.max_attempts = 1;
    return job;
}

base::Task<bool> answer_later(postgres::Transaction& transaction, const Interaction& interaction, Answering answering,
                              std::string arguments, std::string key, std::optional<MessagePlace> otherwise) {
    const auto response = read_response_url(interaction.json()["response_url"]);
    if (!response) {
        co_return false;
    }
    co_await transaction.run(sql::slack::keep_response_url, response->hash, response->url);
    const auto reader = answering == Answering::beside
                            ? std::optional(Reader{.team_id = interaction.team_id,
                                                   .enterprise_id = interaction.enterprise_id,
                                                   .user_id = interaction.user_id})
                            : std::nullopt;
    const jobs::NewJob job = respond_job(response->name(), answering, arguments, std::move(key), otherwise, reader);
    co_await jobs::enqueue(transaction, job);
    co_return true;
}

base::Task<bool> Responder::say(base::Bytes hash, std::string body) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::use_response_url, hash);
    const auto address = rows.first();
    if (!address) {
        ++counts_.spent;
        base::log(LogLevel::info, "slack: a response_url is spent");
        co_return false;
    }
    std::string url(address->url);
    if (!leads_to(url, origin_)) {
        ++counts_.foreign;
        base::log(LogLevel::warning, "slack: a response_url does not lead to {}; nothing was said there", origin_);
        co_return false;
    }
    const ApiResult said = co_await api_.respond(std::move(url), std::move(body), call_timeout);
    if (said.outcome != ApiOutcome::ok) {
        ++counts_.failed;
        base::log(LogLevel::info, "slack: response_url: {}", said.error);
        co_return false;
    }
    ++counts_.said;
    co_return true;
}

base::Task<void> Responder::change_in_place(MessagePlace place, std::string message) {
    postgres::Client client(database_);
    co_await client.write(sql::slack::queue_update, place.team_space_id, place.team_id, place.channel, place.ts,
                          message, std::optional<std::string_view>());
    client.notify(events_channel);
}

base::Task<void> Responder::tell(Reader reader, std::string message, std::string key) {
    postgres::Client client(database_);
    const auto callers = co_await client.read(sql::slack::describe_caller, reader.team_id,
                                              view_of(reader.enterprise_id), reader.user_id);
    if (const auto team_space = callers.front().team_space_id) {
        co_await client.write(sql::slack::queue_message, *team_space, reader.team_id, reader.user_id, message,
                              std::optional<std::string_view>(key));
        client.notify(events_channel);
    }
}

base::Task<void> Responder::respond(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload, {.bytes = 1 << 20});
    const auto hash = base::decode_hex(payload["response"].string().value_or(""));
    const auto* const answering = std::ranges::find(names, payload["answering"].string().value_or(""),
                                                    [](const auto& entry) { return entry.second; });
    if (!hash || answering == names.end()) {
        throw jobs::Permanent("the payload lacks something");
    }
    const base::JsonView message = payload["message"];
    if (co_await say(*hash, body_of(answering->first, message))) {
        co_return;
    }
    // Of a 5xx nobody knows whether it was said: what is read twice harms less than what nobody reads.
    if (auto place = read_place(payload["otherwise"])) {
        co_await change_in_place(std::move(*place), message.dump());
    } else if (auto reader = read_reader(payload["reader"])) {
        const auto key = payload["reader"]["key"].string().value_or("");
        co_await tell(std::move(*reader), message.dump(), "respond/" + std::string(key));
    }
}

}  // namespace gracy::slack
