#include "base/json_writer.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/handlers.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

/// Seconds until the last mail has left, behind what waits already; nothing as long as no worker says its rate.
std::optional<std::int64_t> mail_seconds(std::int64_t messages, std::optional<std::int32_t> per_minute) {
    if (!per_minute) {
        return std::nullopt;
    }
    return (messages * 60 + *per_minute - 1) / *per_minute;
}

/// Both channels go at once.
template <class Row>
std::optional<std::int64_t> seconds_of(const Row& preview) {
    const std::int64_t slack = preview.in_slack > 0 ? preview.slack_seconds : 0;
    if (preview.by_email == 0 && preview.in_slack > 0) {
        return slack;
    }
    const auto mail = mail_seconds(preview.ahead + preview.by_email, preview.per_minute);
    return mail ? std::optional(std::max(slack, *mail)) : std::nullopt;
}

}  // namespace

base::Task<http::Response> preview_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    // Alone on a connection: it reads everybody whom it is for.
    const auto rows = co_await call.database().bulk(sql::announcements::preview_announcement, call.team_space(), id);
    const auto preview = rows.first();
    if (!preview) {
        throw http::Problem::not_found("announcement");
    }
    base::JsonWriter json(1024);
    json.open_object();
    json.field<"recipients">(preview->recipients);
    json.field<"sample">(base::RawJson{preview->sample});
    json.key<"languages">().open_object();
    json.field<"ko">(preview->korean);
    json.field<"en">(preview->english);
    json.close_object();
    json.field<"in_quiet_hours">(preview->quiet);
    json.key<"channels">().open_object();
    json.field<"slack">(preview->in_slack);
    json.field<"email">(preview->by_email);
    json.field<"unreached">(preview->unreached);
    json.close_object();
    json.field<"approval_required">(preview->approval_required);
    json.key<"estimate">().open_object();
    json.field<"transport">(preview->transport);
    json.field<"per_minute">(preview->per_minute);
    json.field<"waiting_before">(preview->ahead);
    json.field<"seconds">(seconds_of(*preview));
    json.close_object();
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr
