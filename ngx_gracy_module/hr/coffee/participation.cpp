#include "base/json_writer.hpp"
#include "gracy/sql/coffee.hpp"
#include "hr/coffee/handlers.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

base::Task<http::Response> respond_participation(access::Call& call, std::int64_t program) {
    const auto rows = co_await call.database().read(sql::coffee::get_participation, call.team_space(),
                                                    call.principal().member_id, program);
    const auto taken = rows.first();
    if (!taken) {
        throw http::Problem::not_found("program");
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"program_id">(base::Id{program});
    json.field<"status">(taken->status);
    json.field<"paused_until">(taken->paused_until);
    json.field<"pause_reason">(taken->pause_reason);
    json.field<"silent_rounds">(taken->silent_rounds);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> get_coffee_participation(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_participation(call, call.path_id("id", "program"));
}

base::Task<http::Response> take_part_in_coffee(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t program = call.path_id("id", "program");
    http::JsonBody body(call.request());
    const std::string_view status = body.choice("status", {"joined", "paused"});
    const std::optional<base::Date> paused_until = body.optional_date("paused_until");
    if (paused_until && status == "joined") {
        body.refuse({http::FieldError::Place::body, http::pointer_to("paused_until"), "not_paused",
                     http::Text{"Only a pause has an end.", "쉬는 동안에만 정할 수 있어요."}});
    }
    body.finish();
    const auto rows = co_await call.database().write(sql::coffee::take_part, call.team_space(),
                                                     call.principal().member_id, program, status, paused_until);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "in_the_past") {
        throw http::Problem::validation(
            http::FieldError{http::FieldError::Place::body, http::pointer_to("paused_until"), std::string(outcome),
                             http::Text{"The pause must end after today.", "오늘 이후의 날짜로 정해 주세요."}});
    }
    if (outcome != "ok") {
        throw http::Problem::not_found("program");
    }
    co_return co_await respond_participation(call, program);
}

base::Task<http::Response> leave_coffee(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().write(sql::coffee::leave_program, call.team_space(),
                                                     call.principal().member_id, call.path_id("id", "program"));
    if (rows.front().outcome != "ok") {
        throw http::Problem::not_found("program");
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
