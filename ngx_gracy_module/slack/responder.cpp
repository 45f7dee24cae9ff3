#include "slack/responder.hpp"

#include "base/encoding.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/jobs.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/open_view.hpp"
#include "slack/optional_view.hpp"
#include "slack/response_url.hpp"

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
        json.field<"response_type">("ephemeral");
        json.field<"replace_original">(answering == Answering::in_place);
        json.field<"text">(message["text"].string().value_or(""));
        if (message["blocks"].size() > 0) {
            json.field<"blocks">(base::RawJson{message["blocks"].dump()});
        }
    }
    json.close_object();
    return json.take();
}

}  // namespace

jobs::NewJob respond_job(std::string_view response, Answering answering, std::string_view arguments, std::string key) {
    base::JsonWriter json(arguments.size() + 128);
    json.open_object();
    json.field<"response">(response);
    json.field<"answering">(name_of(answering));
    json.field<"message">(base::RawJson{arguments});
    json.close_object();
    jobs::NewJob job;
    job.kind = respond_kind;
    job.lane = interactive_lane;
    job.payload = json.take();
    job.dedupe_key = std::move(key);
    job.max_attempts = 1;
    return job;
}

base::Task<void> answer_later(postgres::Transaction& transaction, const Interaction& interaction, Answering answering,
                              std::string arguments, std::string key) {
    const auto response = read_response_url(interaction.json()["response_url"]);
    if (!response) {
        co_return;
    }
    co_await transaction.run(sql::slack::keep_response_url, response->hash, response->url);
    const jobs::NewJob job = respond_job(response->name(), answering, arguments, std::move(key));
    co_await transaction.run(sql::jobs::enqueue_job, job.kind, job.payload, job.run_at, job.lane,
                             view_of(job.dedupe_key), job.max_attempts);
}

base::Task<void> Responder::respond(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload, {.bytes = 1 << 20});
    const auto hash = base::decode_hex(payload["response"].string().value_or(""));
    const auto* const answering = std::ranges::find(names, payload["answering"].string().value_or(""),
                                                    [](const auto& entry) { return entry.second; });
    if (!hash || answering == names.end()) {
        throw jobs::Permanent("the payload lacks something");
    }
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::use_response_url, *hash);
    const auto address = rows.first();
    if (!address) {
        ++counts_.spent;
        base::log(LogLevel::info, "slack: a response_url is spent");
        co_return;
    }
    std::string url(address->url);
    if (!leads_to(url, origin_)) {
        ++counts_.foreign;
        base::log(LogLevel::warning, "slack: a response_url does not lead to {}; nothing was said there", origin_);
        co_return;
    }
    const ApiResult said =
        co_await api_.respond(std::move(url), body_of(answering->first, payload["message"]), call_timeout);
    if (said.outcome == ApiOutcome::ok) {
        ++counts_.said;
    } else {
        ++counts_.failed;
        base::log(LogLevel::info, "slack: response_url: {}", said.error);
    }
}

}  // namespace gracy::slack
