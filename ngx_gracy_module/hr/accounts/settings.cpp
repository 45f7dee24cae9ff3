#include "base/json_writer.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

/// A merge patch; every field but `support_contact` stays one that has a value.
std::string changes_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(body.optional_text("name", {1, 100}));
    static_cast<void>(body.optional_text("tz", {1, 64}));
    static_cast<void>(body.optional_choice("locale", {"ko", "en"}));
    static_cast<void>(body.optional_integer("k_score", 5, 20));
    static_cast<void>(body.optional_integer("k_text", 10, 50));
    static_cast<void>(body.optional_boolean("feelings"));
    static_cast<void>(body.optional_text("support_contact", {1, 200}));
    static_cast<void>(body.optional_boolean("culture_digest"));
    body.keeps({"name", "tz", "locale", "k_score", "k_text", "feelings", "culture_digest"});
    body.finish();
    return body.normalized();
}

base::Task<http::Response> respond_settings(access::Call& call) {
    const auto rows = co_await call.database().read(sql::accounts::get_settings, call.team_space());
    const auto settings = rows.front();
    base::JsonWriter json;
    json.open_object();
    json.field<"slug">(settings.slug);
    json.field<"name">(settings.name);
    json.field<"tz">(settings.tz);
    json.field<"locale">(settings.locale);
    json.field<"k_score">(settings.k_score);
    json.field<"k_text">(settings.k_text);
    json.field<"feelings">(settings.feelings);
    json.field<"support_contact">(settings.support_contact);
    json.field<"culture_digest">(settings.culture_digest);
    json.field<"updated_at">(settings.updated_at);
    json.close_object();
    co_return http::with_version(call.request(), http::Response::json(json.take()), settings.version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> get_settings(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_settings(call);
}

base::Task<http::Response> update_settings(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = changes_of(call.request());
    const auto rows =
        co_await call.database().write(sql::accounts::update_settings, call.team_space(), call.principal().member_id,
                                       version, changes, call.request().request_id);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    if (outcome == "unknown_tz") {
        throw http::Problem::validation(
            {http::FieldError::Place::body, http::pointer_to("tz"), "unknown_tz",
             http::Text{"This is no time zone of the IANA database.", "IANA 시간대 이름이 아니에요."}});
    }
    co_return co_await respond_settings(call);
}

}  // namespace gracy::hr
