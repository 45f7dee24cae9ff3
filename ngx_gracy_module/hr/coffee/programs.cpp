#include "access/total.hpp"
#include "gracy/sql/coffee.hpp"
#include "hr/coffee/handlers.hpp"
#include "hr/time_of_day.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char programs_by_id = 'C';
constexpr http::Length name_length{1, 100};
constexpr std::int64_t most_in_a_group = 8;

template <class Row>
void write_program(base::JsonWriter& json, const Row& program) {
    json.open_object();
    json.field<"id">(base::Id{program.id});
    json.field<"name">(program.name);
    json.field<"cadence">(program.cadence);
    json.field<"weekday">(program.weekday);
    json.field<"at">(program.at);
    json.field<"group_size">(program.group_size);
    json.field<"mode">(program.mode);
    json.field<"apart_from_manager">(program.apart_from_manager);
    json.field<"apart_from_team">(program.apart_from_team);
    json.field<"starts_on">(program.starts_on);
    json.field<"next_round_at">(program.next_round_at);
    json.field<"participants">(program.participants);
    json.field<"my_status">(program.my_status);
    json.field<"closed_at">(program.closed_at);
    json.field<"version">(program.version);
    json.close_object();
}

struct Form {
    std::string name;
    std::string_view cadence;
    std::int32_t weekday;
    std::string at;
    std::int32_t group_size;
    std::string_view mode;
    bool apart_from_manager;
    bool apart_from_team;
    std::optional<base::Date> starts_on;
};

std::optional<std::string_view> cadence_of(http::JsonBody& body) {
    return body.optional_choice("cadence", {"weekly", "every_2_weeks", "every_4_weeks"});
}
std::optional<std::string_view> mode_of(http::JsonBody& body) {
    return body.optional_choice("mode", {"standard", "cross_group", "within_group"});
}

Form read_form(http::JsonBody& body) {
    Form form{
        .name = body.text("name", name_length),
        .cadence = cadence_of(body).value_or("weekly"),
        .weekday = static_cast<std::int32_t>(body.integer("weekday", 1, 5)),
        .at = time_of_day(body, "at"),
        .group_size = static_cast<std::int32_t>(body.optional_integer("group_size", 2, most_in_a_group).value_or(2)),
        .mode = mode_of(body).value_or("standard"),
        .apart_from_manager = body.optional_boolean("apart_from_manager").value_or(true),
        .apart_from_team = body.optional_boolean("apart_from_team").value_or(false),
        .starts_on = body.optional_date("starts_on")};
    body.finish();
    return form;
}

/// The patch as it goes to the statement.
std::string read_patch(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(body.optional_text("name", name_length));
    static_cast<void>(cadence_of(body));
    static_cast<void>(body.optional_integer("weekday", 1, 5));
    static_cast<void>(optional_time_of_day(body, "at"));
    static_cast<void>(body.optional_integer("group_size", 2, most_in_a_group));
    static_cast<void>(mode_of(body));
    static_cast<void>(body.optional_boolean("apart_from_manager"));
    static_cast<void>(body.optional_boolean("apart_from_team"));
    static_cast<void>(body.optional_date("starts_on"));
    body.keeps({"name", "cadence", "weekday", "at", "group_size", "mode", "apart_from_manager", "apart_from_team",
                "starts_on"});
    body.finish();
    return body.normalized();
}

void refuse(std::string_view outcome) {
    if (outcome == "ok" || outcome == "replayed") {
        return;
    }
    if (outcome == "unknown_program") {
        throw http::Problem::not_found("program");
    }
    if (outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    if (outcome == "name_taken") {
        throw http::Problem::validation(
            http::FieldError{http::FieldError::Place::body, http::pointer_to("name"), "name_taken",
                             http::Text{"Another program has this name.", "같은 이름의 프로그램이 있어요."}});
    }
    if (outcome == "key_reused") {
        throw http::key_reused();
    }
    throw std::logic_error(fmt::format("coffee program: unknown outcome {}", outcome));
}

base::Task<http::Response> respond_program(access::Call& call, std::int64_t id, int status = 200) {
    const auto rows =
        co_await call.database().read(sql::coffee::get_program, call.team_space(), call.principal().member_id, id);
    const auto program = rows.first();
    if (!program) {
        throw http::Problem::not_found("program");
    }
    base::JsonWriter json;
    write_program(json, *program);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), program->version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> list_coffee_programs(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::string_view status = query.choice("status", {"running", "closed"}).value_or("running");
    const bool closed = status == "closed";
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(programs_by_id, http::FilterHash().add(status)));
    query.finish();
    postgres::Client& db = call.database();
    const auto [after_id] = page.after().value_or(IdKey{0});
    auto listing = db.read(sql::coffee::list_programs, call.team_space(), call.principal().member_id, closed, after_id,
                           page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::coffee::count_programs, call.team_space(), closed);
    const auto write = [](base::JsonWriter& json, const auto& program) { write_program(json, program); };
    co_return page.respond(co_await listing, total, write, [](const auto& program) { return IdKey{program.id}; });
}

base::Task<http::Response> create_coffee_program(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const Form form = read_form(body);
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows = co_await call.database().write(
        sql::coffee::create_program, call.team_space(), call.principal().member_id, form.name, form.cadence,
        form.weekday, form.at, form.group_size, form.mode, form.apart_from_manager, form.apart_from_team,
        form.starts_on, idempotency.key, idempotency.request_hash(), call.request().request_id);
    const auto made = rows.front();
    refuse(made.outcome);
    const std::int64_t id = made.program_id.value();
    co_return http::created(co_await respond_program(call, id, 201), fmt::format("/api/v1/coffee/programs/{}", id),
                            made.outcome == "replayed");
}

base::Task<http::Response> get_coffee_program(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_program(call, call.path_id("id", "program"));
}

base::Task<http::Response> change_coffee_program(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "program");
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = read_patch(call.request());
    const auto rows =
        co_await call.database().write(sql::coffee::change_program, call.team_space(), call.principal().member_id, id,
                                       version, changes, call.request().request_id);
    refuse(rows.front().outcome);
    co_return co_await respond_program(call, id);
}

base::Task<http::Response> close_coffee_program(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "program");
    const std::int32_t version = http::required_version(call.request());
    const auto rows =
        co_await call.database().write(sql::coffee::close_program, call.team_space(), call.principal().member_id, id,
                                       version, call.request().request_id);
    refuse(rows.front().outcome);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
