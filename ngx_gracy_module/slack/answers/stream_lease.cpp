#include "slack/answers/stream_lease.hpp"

#include "base/json_writer.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/streams.hpp"
#include "postgres/client.hpp"
#include "slack/optional_view.hpp"
#include "slack/sending/held_rows.hpp"

#include <fmt/format.h>
#include <cmath>

namespace gracy::slack {
namespace {

using Fate = StreamCall::Fate;

constexpr std::chrono::seconds call_timeout{10};
/// Longer than a call takes.
constexpr std::int32_t lease_seconds = 30;
constexpr std::chrono::milliseconds unheard_pause{1000};
// Replies come oldest first.
constexpr std::size_t whole_thread = 999;
constexpr base::JsonLimits limits{.bytes = 1 << 20, .depth = 64};

double seconds_of(std::chrono::milliseconds time) {
    return static_cast<double>(time.count()) / 1000;
}

/// With the place of the stream in front.
std::string placed(const Stream& stream, const std::string& method, const std::string& arguments) {
    const base::Json given = base::Json::parse(arguments, limits);
    base::JsonWriter json(arguments.size() + 128);
    json.open_object();
    json.field<"channel">(stream.channel);
    if (method == start_stream) {
        json.field<"thread_ts">(stream.thread_ts);
    } else {
        json.field<"ts">(stream.ts);
    }
    for (const auto& [name, value] : given.view().members()) {
        json.key(name);
        json.value(base::RawJson{value.dump()});
    }
    json.close_object();
    return json.take();
}

}  // namespace

Fate fate_of(const ApiResult& result) {
    if (result.error == "stopped_by_user") {
        return Fate::stopped;
    }
    if (result.error == "message_not_in_streaming_state") {
        return Fate::closed;
    }
    switch (result.outcome) {
        case ApiOutcome::ok:
            return Fate::done;
        case ApiOutcome::limited:
            return Fate::later;
        case ApiOutcome::retry:
            return may_have_acted(result) ? Fate::unknown : Fate::later;
        case ApiOutcome::uncertain:
            return Fate::unknown;
        case ApiOutcome::reinstall:
        case ApiOutcome::unreachable:
        case ApiOutcome::defect:
            break;
    }
    return Fate::refused;
}

base::Task<std::optional<StreamLease>> StreamLease::take(postgres::Database& database, WebApi& api) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::streams::take_stream, lease_seconds);
    const auto row = rows.first();
    if (!row) {
        co_return std::nullopt;
    }
    const auto enterprise = row->enterprise_id;
    StreamLease lease(database, api);
    lease.stream_ = {.team_space_id = row->team_space_id,
                     .question_id = row->question_id,
                     .team_id = std::string(row->team_id),
                     .enterprise_id = enterprise ? std::optional<std::string>(*enterprise) : std::nullopt,
                     .channel = std::string(row->channel),
                     .thread_ts = std::string(row->thread_ts),
                     .language = http::language_of(row->language),
                     .state = std::string(row->state),
                     .ts = std::string(row->ts.value_or("")),
                     .calling = std::string(row->calling.value_or("")),
                     .progress = base::Json::parse(row->progress, limits),
                     .shown = static_cast<std::size_t>(row->shown),
                     .parts = static_cast<std::size_t>(row->parts),
                     .broken = std::string(row->broken.value_or("")),
                     .run = row->run,
                     .tries = row->tries,
                     .told = row->told};
    co_return std::move(lease);
}

std::string StreamLease::name() const {
    return fmt::format("slack stream {}/{}", stream_.team_space_id, stream_.question_id);
}

base::Task<StreamCall> StreamLease::call(std::string method, Repeat repeat, std::string arguments) {
    double wait = 0;
    co_await although_rows_are_held(name(), [&]() -> base::Task<void> {
        postgres::Client client(*database_);
        const auto rows =
            co_await client.write(sql::streams::begin_stream_call, stream_.team_space_id, stream_.question_id,
                                  stream_.run, method, repeat == Repeat::never, lease_seconds);
        if (!rows.front().held) {
            throw LeaseLost();
        }
        wait = rows.front().wait_seconds;
    });
    if (wait > 0) {
        co_return StreamCall{.fate = Fate::later,
                             .pause = std::chrono::milliseconds(std::lround(std::ceil(wait * 1000))),
                             .error = "ratelimited"};
    }
    ApiResult result = co_await api_->call(method, token_, placed(stream_, method, arguments), call_timeout);
    StreamCall called{.fate = fate_of(result), .error = std::move(result.error), .body = std::move(result.body)};
    if (result.retry_after) {
        called.pause = *result.retry_after;
        postgres::Client client(*database_);
        co_await client.write(sql::streams::pause_method, stream_.team_space_id, stream_.team_id, method,
                              seconds_of(called.pause));
    } else if (called.fate == Fate::later) {
        called.pause = unheard_pause;
    }
    co_return called;
}

base::Task<ApiResult> StreamLease::read_thread() {
    co_return co_await api_->call_form(
        "conversations.replies", token_,
        fmt::format("channel={}&ts={}&limit={}", stream_.channel, stream_.thread_ts, whole_thread), call_timeout);
}

base::Task<void> StreamLease::store() {
    co_await although_rows_are_held(name(), [&]() -> base::Task<void> {
        postgres::Client client(*database_);
        const auto rows = co_await client.write(
            sql::streams::store_stream, stream_.team_space_id, stream_.question_id, stream_.run, stream_.state,
            base::view_unless_empty(stream_.ts), static_cast<std::int32_t>(stream_.shown),
            static_cast<std::int32_t>(stream_.parts), base::view_unless_empty(stream_.broken), lease_seconds);
        if (!rows.front().held) {
            throw LeaseLost();
        }
    });
    stream_.calling.clear();
}

base::Task<void> StreamLease::rest(std::chrono::milliseconds pause, bool failed) {
    co_await although_rows_are_held(name(), [&]() -> base::Task<void> {
        postgres::Client client(*database_);
        co_await client.write(sql::streams::rest_stream, stream_.team_space_id, stream_.question_id, stream_.run,
                              seconds_of(pause), failed);
    });
}

base::Task<void> StreamLease::end(std::string outcome, std::string message, std::string key) {
    co_await although_rows_are_held(name(), [&]() -> base::Task<void> {
        postgres::Client client(*database_);
        const auto rows = co_await client.write(sql::streams::end_stream, stream_.team_space_id, stream_.question_id,
                                                stream_.run, base::view_unless_empty(outcome),
                                                base::view_unless_empty(message), base::view_unless_empty(key));
        if (!rows.front().held) {
            throw LeaseLost();
        }
    });
}

}  // namespace gracy::slack
