// What may happen to a gift after it was given: other words, taking it back, and learning who gave it.
#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/recognition/kudos_json.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace gracy::hr {
namespace {

constexpr http::Length reason_length{1, 500};

std::string read_reason(const http::Request& request) {
    http::JsonBody body(request);
    std::string reason = body.text("reason", reason_length);
    if (reason.find_first_not_of(" \t\n") == std::string::npos && !reason.empty()) {
        body.refuse({http::FieldError::Place::body, http::pointer_to("reason"), "blank",
                     http::Text{"Say why.", "이유를 적어 주세요."}});
    }
    body.finish();
    return reason;
}

http::Problem too_late(http::Text until) {
    return http::Problem::conflict("window-over", {"It is too late for that.", "가능한 시간이 지났어요."})
        .with_detail(until);
}

http::Problem problem_of(std::string_view outcome, http::Text until) {
    if (outcome == "not_found") {
        return http::Problem::not_found("kudos");
    }
    if (outcome == "not_giver") {
        return http::Problem(403, "not-giver", {"Only who gave it may do this.", "보낸 사람만 할 수 있어요."});
    }
    if (outcome == "window_over") {
        return too_late(until);
    }
    if (outcome == "version_mismatch") {
        return http::Problem::version_mismatch();
    }
    throw std::logic_error(fmt::format("kudos: unknown outcome {}", outcome));
}

http::Problem bad_message(std::string_view outcome, std::string_view least) {
    return http::Problem::validation(http::FieldError{
        http::FieldError::Place::body, http::pointer_to("message"), std::string(outcome),
        outcome == "message_too_short"
            ? http::Sentence{fmt::format("Say a little more: at least {} characters.", least),
                             fmt::format("조금 더 적어 주세요. {}자 이상이어야 해요.", least)}
            : http::Sentence(http::Text{"Write what it is for.", "무엇에 대한 칭찬인지 적어 주세요."})});
}

base::Task<http::Response> take_back(access::Call& call, std::int32_t version, std::optional<std::string> reason) {
    const std::int64_t id = call.path_id("id", "kudos");
    const auto rows =
        co_await call.database().write(sql::recognition::void_kudos, call.team_space(), call.principal().member_id, id,
                                       version, reason, call.request().request_id);
    const auto answer = rows.front();
    if (answer.outcome != "ok") {
        throw problem_of(answer.outcome,
                         {"Its giver can take it back for 24 hours.", "보낸 뒤 24시간 안에만 취소할 수 있어요."});
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"id">(base::Id{id});
    // What an administrator learns is not who gave it, by what is left of whose allowance.
    if (!reason) {
        json.field<"refunded">(answer.refunded);
    }
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> edit_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "kudos");
    const std::int32_t version = http::required_version(call.request());
    http::JsonBody body(call.request());
    const std::string message = body.text("message", {1, 2000});
    body.finish();

    const access::Principal& giver = call.principal();
    const auto rows = co_await call.database().write(sql::recognition::edit_kudos, giver.team_space_id, giver.member_id,
                                                     id, version, message);
    const auto answer = rows.front();
    if (answer.outcome == "invalid_message" || answer.outcome == "message_too_short") {
        throw bad_message(answer.outcome, answer.subject.value_or("1"));
    }
    if (answer.outcome != "ok") {
        throw problem_of(answer.outcome,
                         {"Its words can be changed for 15 minutes.", "보낸 뒤 15분 안에만 고칠 수 있어요."});
    }
    co_return co_await respond_kudos(call, id);
}

base::Task<http::Response> take_back_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await take_back(call, http::required_version(call.request()), std::nullopt);
}

base::Task<http::Response> void_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await take_back(call, http::optional_version(call.request()), read_reason(call.request()));
}

base::Task<http::Response> reveal_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "kudos");
    const std::string reason = read_reason(call.request());
    const auto rows = co_await call.database().write(sql::recognition::reveal_kudos, call.team_space(),
                                                     call.principal().member_id, id, reason, call.request().request_id);
    const auto answer = rows.front();
    if (answer.outcome == "not_anonymous") {
        throw http::Problem::conflict("not-anonymous",
                                      {"It was not given anonymously.", "익명으로 보낸 칭찬이 아니에요."});
    }
    if (answer.outcome != "ok") {
        throw http::Problem::not_found("kudos");
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"id">(base::Id{id});
    json.key<"giver">().open_object();
    json.field<"id">(base::Id{*answer.giver_id});
    json.field<"name">(answer.giver_name);
    json.close_object().close_object();
    http::Response response = http::Response::json(json.take());
    response.with("Cache-Control", "no-store");
    co_return response;
}

}  // namespace gracy::hr
