#include "base/json_writer.hpp"
#include "gracy/sql/celebrations.hpp"
#include "hr/celebrations/handlers.hpp"
#include "hr/time_of_day.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

base::Task<http::Response> respond_settings(access::Call& call) {
    const auto rows = co_await call.database().read(sql::celebrations::get_settings, call.team_space());
    const auto settings = rows.front();
    base::JsonWriter json;
    json.open_object();
    json.field<"birthdays">(settings.birthdays);
    json.field<"anniversaries">(settings.anniversaries);
    json.field<"milestones">(settings.milestones);
    json.field<"welcomes">(settings.welcomes);
    json.field<"post_at">(settings.post_at);
    json.field<"slack_channel">(settings.slack_channel);
    json.field<"slack_trouble">(settings.slack_trouble);
    json.field<"version">(settings.version);
    json.close_object();
    co_return http::with_version(call.request(), http::Response::json(json.take()), settings.version,
                                 call.fingerprint_seed());
}

/// As Slack writes the id of a channel, public or private.
bool is_channel(std::string_view text) {
    const auto is_sign = [](char sign) { return (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9'); };
    return text.size() >= 3 && text.size() <= 31 && (text[0] == 'C' || text[0] == 'G') &&
           std::ranges::all_of(text, is_sign);
}

/// The patch as it goes to the statement.
std::string read_patch(const http::Request& request) {
    http::JsonBody body(request);
    for (const char* const kind : {"birthdays", "anniversaries", "milestones", "welcomes"}) {
        static_cast<void>(body.optional_boolean(kind));
    }
    static_cast<void>(optional_time_of_day(body, "post_at"));
    const auto channel = body.optional_text("slack_channel", {1, 100});
    if (channel && !channel->empty() && !is_channel(*channel)) {
        body.refuse({http::FieldError::Place::body, http::pointer_to("slack_channel"), "not_a_channel",
                     http::Text{"Write the channel's id, which its details in Slack show: C0123ABCD.",
                                "Slack 채널 정보에 있는 ID를 C0123ABCD처럼 적어 주세요."}});
    }
    body.keeps({"birthdays", "anniversaries", "milestones", "welcomes", "post_at"});
    body.finish();
    return body.normalized();
}

}  // namespace

base::Task<http::Response> get_celebration_settings(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_settings(call);
}

base::Task<http::Response> change_celebration_settings(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = read_patch(call.request());
    const auto rows =
        co_await call.database().write(sql::celebrations::change_settings, call.team_space(),
                                       call.principal().member_id, version, changes, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw http::Problem::version_mismatch();
    }
    co_return co_await respond_settings(call);
}

}  // namespace gracy::hr
