#include "base/json_writer.hpp"
#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/recognition/value_json.hpp"
#include "hr/search_query.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

constexpr http::Length name_length{1, 100};
constexpr http::Length emoji_length{1, 64};
constexpr http::Length description_length{1, 500};
constexpr std::int64_t largest_sort = 1'000'000;

base::Task<http::Response> respond_value(access::Call& call, std::int64_t id, int status = 200) {
    const auto rows = co_await call.database().read(sql::recognition::get_value, call.team_space(), id);
    const auto value = rows.first();
    if (!value) {
        throw http::Problem::not_found("value");
    }
    base::JsonWriter json;
    write_value(json, *value);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), value->version,
                                 call.fingerprint_seed());
}

/// Throws what is wrong with a value, new or changed, if the outcome says so; `taken`: which name.
void check_outcome(std::string_view outcome, std::optional<std::string_view> taken) {
    constexpr auto place = http::FieldError::Place::body;
    if (outcome == "name_taken") {
        throw http::Problem::validation(
            http::FieldError{place, http::pointer_to(taken.value_or("name")), "name_taken",
                             http::Text{"Another value has this name, in one of the languages.",
                                        "다른 가치가 이미 쓰고 있는 이름이에요."}});
    }
    if (outcome == "unknown_emoji") {
        throw http::Problem::validation(
            http::FieldError{place, http::pointer_to("emoji"), "unknown_emoji",
                             http::Text{"Write one emoji, or its name in Slack, like :rocket:.",
                                        "이모지 하나나 :rocket:처럼 Slack에서 쓰는 이름을 적어 주세요."}});
    }
}

/// An empty one would be a tag that nobody can write.
void check_name(http::JsonBody& body, std::string_view field, const std::optional<std::string>& name) {
    if (name && name->find_first_not_of(" -_\t\n") == std::string::npos) {
        body.refuse({http::FieldError::Place::body, http::pointer_to(field), "blank",
                     http::Text{"Write a name.", "이름을 적어 주세요."}});
    }
}

base::Task<void> update(access::Call& call, std::int64_t id, std::int32_t version, std::string changes) {
    const auto rows =
        co_await call.database().write(sql::recognition::update_value, call.team_space(), call.principal().member_id,
                                       id, version, changes, call.request().request_id);
    const auto answer = rows.front();
    if (answer.outcome == "not_found") {
        throw http::Problem::not_found("value");
    }
    if (answer.outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    check_outcome(answer.outcome, answer.subject);
}

}  // namespace

base::Task<http::Response> list_values(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::string_view status = query.choice("status", {"active", "inactive", "all"}).value_or("active");
    const auto q = read_q(query);
    query.finish();
    const std::optional<bool> active = status == "all" ? std::nullopt : std::optional(status == "active");
    const auto rows = co_await call.database().read(sql::recognition::list_values, call.team_space(), active, q);
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& value : rows) {
        write_value(json, value);
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> get_value(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_value(call, call.path_id("id", "value"));
}

base::Task<http::Response> create_value(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string name = body.text("name", name_length);
    const auto name_ko = body.optional_text("name_ko", name_length);
    const auto emoji = body.optional_text("emoji", emoji_length);
    const auto description = body.optional_text("description", description_length);
    const auto sort = static_cast<std::int32_t>(body.optional_integer("sort", 0, largest_sort).value_or(0));
    check_name(body, "name", name);
    check_name(body, "name_ko", name_ko);
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());

    const auto rows = co_await call.database().write(
        sql::recognition::create_value, call.team_space(), call.principal().member_id, name, name_ko, emoji,
        description, sort, idempotency.key, idempotency.request_hash(), call.request().request_id);
    const auto answer = rows.front();
    check_outcome(answer.outcome, answer.subject);
    if (answer.outcome == "key_reused") {
        throw http::key_reused();
    }
    co_return http::created(co_await respond_value(call, *answer.value_id, 201),
                            fmt::format("/api/v1/values/{}", *answer.value_id), answer.outcome == "replayed");
}

base::Task<http::Response> update_value(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "value");
    const std::int32_t version = http::required_version(call.request());
    http::JsonBody body(call.request());
    check_name(body, "name", body.optional_text("name", name_length));
    check_name(body, "name_ko", body.optional_text("name_ko", name_length));
    static_cast<void>(body.optional_text("emoji", emoji_length));
    static_cast<void>(body.optional_text("description", description_length));
    static_cast<void>(body.optional_integer("sort", 0, largest_sort));
    static_cast<void>(body.optional_boolean("active"));
    body.keeps({"name", "sort", "active"});
    body.finish();
    co_await update(call, id, version, body.normalized());
    co_return co_await respond_value(call, id);
}

base::Task<http::Response> deactivate_value(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "value");
    co_await update(call, id, http::required_version(call.request()), R"({"active":false})");
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
