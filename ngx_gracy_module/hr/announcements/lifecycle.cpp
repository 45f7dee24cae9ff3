// From a draft to what was sent, or taken back.
#include "base/json_writer.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/announcements.hpp"
#include "hr/announcements/handlers.hpp"
#include "hr/announcements/refusal.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/query.hpp"
#include "jobs/channel.hpp"

namespace gracy::hr {
namespace {

/// As in Slack.
constexpr std::size_t most_reason = 300;

/// What every verb is told.
struct Target {
    std::int64_t team_space_id;
    std::int64_t actor_id;
    std::int64_t id;
    std::int32_t version;
    std::string_view request_id;

    /// A verb goes through without If-Match; with it, only on that version.
    static Target read(const access::Call& call) {
        http::QueryReader(call.request().query).finish();
        return {call.team_space(), call.principal().member_id, call.path_id("id", "announcement"),
                http::optional_version(call.request()), call.request().request_id};
    }

    /// An approval, or none, is of what was read, so it says which version that was.
    static Target read_of_version(const access::Call& call) {
        if (http::required_version(call.request()) == http::any_version) {
            throw http::Problem::precondition_required();
        }
        return read(call);
    }
};

template <class Rows>
void expect_ok(const Rows& rows) {
    const auto row = rows.front();
    if (row.outcome != "ok") {
        throw announcement_problem(row.outcome, row.subject);
    }
}

template <class Statement>
base::Task<http::Response> transition(access::Call& call, const Statement& statement, Target target) {
    expect_ok(co_await call.database().write(statement, target.team_space_id, target.actor_id, target.id,
                                             target.version, target.request_id));
    call.database().notify(jobs::channel);
    co_return co_await respond_announcement(call, target.id);
}

base::Task<http::Response> send_at(access::Call& call, std::optional<base::Timestamp> at) {
    const Target target = Target::read(call);
    expect_ok(co_await call.database().write(sql::announcements::send_announcement, target.team_space_id,
                                             target.actor_id, target.id, target.version, at, target.request_id));
    call.database().notify(jobs::channel);
    co_return co_await respond_announcement(call, target.id);
}

}  // namespace

base::Task<http::Response> submit_announcement(access::Call& call) {
    co_return co_await transition(call, sql::announcements::submit_announcement, Target::read(call));
}

base::Task<http::Response> approve_announcement(access::Call& call) {
    co_return co_await transition(call, sql::announcements::approve_announcement, Target::read_of_version(call));
}

base::Task<http::Response> decline_announcement(access::Call& call) {
    const Target target = Target::read_of_version(call);
    std::optional<std::string> reason;
    if (!call.request().body.empty()) {
        http::JsonBody body(call.request());
        reason = body.optional_text("reason", {1, most_reason});
        body.finish();
    }
    expect_ok(co_await call.database().write(sql::announcements::decline_announcement, target.team_space_id,
                                             target.actor_id, target.id, target.version, target.request_id, reason));
    call.database().notify(jobs::channel);
    co_return co_await respond_announcement(call, target.id);
}

base::Task<http::Response> schedule_announcement(access::Call& call) {
    http::JsonBody body(call.request());
    const auto at = body.optional_timestamp("send_at");
    if (!body.has("send_at")) {
        body.refuse(http::field_error::required(http::FieldError::Place::body, http::pointer_to("send_at")));
    }
    body.keeps({"send_at"});
    body.finish();
    co_return co_await send_at(call, at);
}

base::Task<http::Response> send_announcement(access::Call& call) {
    co_return co_await send_at(call, std::nullopt);
}

base::Task<http::Response> cancel_announcement(access::Call& call) {
    co_return co_await transition(call, sql::announcements::cancel_announcement, Target::read(call));
}

base::Task<http::Response> reopen_announcement(access::Call& call) {
    co_return co_await transition(call, sql::announcements::reopen_announcement, Target::read(call));
}

base::Task<http::Response> recall_announcement(access::Call& call) {
    const Target target = Target::read(call);
    // Alone on a connection: it writes of everybody whom it was for.
    auto transaction = co_await call.database().begin();
    const auto rows = co_await transaction.run(sql::announcements::recall_announcement, target.team_space_id,
                                               target.actor_id, target.id, target.version, target.request_id);
    expect_ok(rows);
    co_await transaction.commit();
    call.database().notify(jobs::channel);
    base::JsonWriter json;
    json.open_object();
    json.field<"id">(base::Id{target.id});
    json.field<"state">("recalled");
    json.field<"stopped">(rows.front().stopped);
    json.field<"marked">(rows.front().marked);
    json.field<"notice">(call.language() == http::Language::korean
                             ? "이미 보낸 메일은 되돌릴 수 없어요. 받은 사람의 목록에는 회수된 공지로 표시돼요."
                             : "Mail that was sent cannot be unsent. Who has it sees it marked as recalled.");
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> remind_announcement(access::Call& call) {
    const Target target = Target::read(call);
    auto transaction = co_await call.database().begin();
    const auto rows = co_await transaction.run(sql::announcements::remind_announcement, target.team_space_id,
                                               target.actor_id, target.id, target.version, target.request_id);
    expect_ok(rows);
    co_await transaction.commit();
    call.database().notify(jobs::channel);
    base::JsonWriter json;
    json.open_object();
    json.field<"id">(base::Id{target.id});
    json.field<"reminded">(rows.front().reminded);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr
