#include "access/access_change.hpp"
#include "access/credential.hpp"
#include "access/services.hpp"
#include "access/total.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/access.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <set>
#include <tuple>

namespace gracy::hr {
namespace {

/// Those that are over come last.
using TokenKey = std::tuple<std::int64_t, std::int64_t>;

constexpr char tokens_by_age = 't';
constexpr auto body_field = http::FieldError::Place::body;

void refuse_bad_names(http::JsonBody& body, const std::vector<std::string>& scopes) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        if (scopes[i].empty()) {
            continue;  // refused already, as no text
        }
        if (!access::scope_named(scopes[i])) {
            body.refuse({body_field, http::pointer_to("scopes", i), "unknown_scope",
                         http::Text{"There is no such scope.", "알 수 없는 권한이에요."}});
        } else if (!seen.insert(scopes[i]).second) {
            body.refuse(http::field_error::duplicate(body_field, http::pointer_to("scopes", i)));
        }
    }
}

struct TokenForm {
    std::string name;
    std::vector<std::string> scopes;
    std::optional<base::Timestamp> expires_at;

    static TokenForm read(access::Call& call) {
        http::QueryReader(call.request().query).finish();
        http::JsonBody body(call.request());
        TokenForm form{.name = body.text("name", {1, 100}),
                       .scopes = body.texts("scopes", 1, access::scope_names().size(), {1, 64}),
                       .expires_at = body.optional_timestamp("expires_at")};
        refuse_bad_names(body, form.scopes);
        if (form.expires_at && *form.expires_at <= call.services().clock.now()) {
            body.refuse({body_field, http::pointer_to("expires_at"), "in_the_past",
                         http::Text{"This is in the past.", "이미 지난 시각이에요."}});
        }
        body.finish();
        return form;
    }

    /// A token may do what its maker may do, and no more.
    void check_granted_to(const access::Principal& maker) const {
        for (const std::string& scope : scopes) {
            if (!access::includes(maker.scopes, *access::scope_named(scope))) {
                throw http::Problem::forbidden(scope);
            }
        }
    }
};

template <class Names>
void write_names(base::JsonWriter& json, const Names& names) {
    json.open_array();
    for (std::size_t i = 0; i < names.size(); ++i) {
        json.value(names[i]);
    }
    json.close_array();
}

template <class Row>
void write_token(base::JsonWriter& json, const Row& token) {
    json.open_object();
    json.field<"id">(base::Id{token.id});
    json.field<"name">(token.name);
    json.field<"prefix">(token.prefix);
    json.key<"scopes">();
    write_names(json, token.scopes);
    json.field<"created_at">(token.created_at);
    json.field<"expires_at">(token.expires_at);
    json.field<"last_used_on">(token.last_used_on);
    json.field<"revoked_at">(token.revoked_at);
    json.close_object();
}

http::Problem refusal(std::string_view outcome) {
    if (outcome == "too_many_tokens") {
        return http::Problem::conflict(
            "too-many-tokens", {"Revoke a token before you make another.", "다른 토큰을 폐기한 뒤에 만들 수 있어요."});
    }
    if (outcome == "outlives_maker") {
        return http::Problem::validation(
            http::FieldError{body_field, http::pointer_to("expires_at"), "outlives_maker",
                             http::Text{"A token made with a token ends no later than that one.",
                                        "토큰으로 만든 토큰은 원래 토큰보다 늦게 만료될 수 없어요."}});
    }
    return http::Problem::unauthenticated();  // left the company or was signed out a moment ago
}

}  // namespace

base::Task<http::Response> list_tokens(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const http::Page<TokenKey> page(call.request(), query,
                                    call.cursor_scope(tokens_by_age, http::FilterHash().add(who.member_id)));
    query.finish();
    const auto& [is_over, before_id] = page.after().value_or(TokenKey{-1, 0});
    auto listing = db.read(sql::access::list_api_tokens, who.team_space_id, who.member_id, is_over, before_id,
                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::access::count_api_tokens, who.team_space_id, who.member_id);
    co_return page.respond(
        co_await listing, total,
        [](base::JsonWriter& json, const sql::access::list_api_tokens_row& token) { write_token(json, token); },
        [](const sql::access::list_api_tokens_row& token) { return TokenKey{token.is_over, token.id}; });
}

base::Task<http::Response> get_token(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "token");
    const auto rows =
        co_await call.database().read(sql::access::get_api_token, call.team_space(), call.principal().member_id, id);
    const auto token = rows.first();
    if (!token) {
        throw http::Problem::not_found("token");
    }
    base::JsonWriter json;
    write_token(json, *token);
    co_return http::Response::json(json.take());
}

base::Task<http::Response> create_token(access::Call& call) {
    http::refuse_idempotency_key(call.request());
    const TokenForm form = TokenForm::read(call);
    form.check_granted_to(call.principal());
    const access::NewApiToken made = access::new_api_token();
    const std::vector<std::string_view> scopes(form.scopes.begin(), form.scopes.end());
    const auto rows =
        co_await call.database().write(sql::access::create_api_token, call.team_space(), call.principal().member_id,
                                       form.name, made.prefix, base::sha256(base::bytes_of(made.token)), scopes,
                                       form.expires_at, call.principal().credential, call.request().request_id);
    const auto created = rows.front();
    if (created.outcome != "ok" || !created.id) {
        throw refusal(created.outcome);
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"id">(base::Id{*created.id});
    // The only time that anybody sees it.
    json.field<"token">(made.token);
    json.field<"name">(form.name);
    json.field<"prefix">(made.prefix);
    json.key<"scopes">();
    write_names(json, form.scopes);
    json.field<"expires_at">(created.expires_at);
    json.close_object();
    co_return http::Response::json(json.take(), 201)
        .with("Location", fmt::format("/api/v1/tokens/{}", *created.id))
        .with("Cache-Control", "no-store");
}

base::Task<http::Response> revoke_token(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "token");
    const auto rows = co_await call.database().write(sql::access::revoke_api_token, call.team_space(),
                                                     call.principal().member_id, id, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw http::Problem::not_found("token");
    }
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
