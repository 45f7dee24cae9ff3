#include "access/total.hpp"
#include "base/encoding.hpp"
#include "gracy/sql/policies.hpp"
#include "hr/policies/handlers.hpp"
#include "hr/policies/indexed_text.hpp"
#include "hr/policies/policy_refusal.hpp"
#include "hr/policies/reader.hpp"
#include "hr/policies/tokens.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <tuple>

namespace gracy::hr {
namespace {

/// Title, then id.
using TitleKey = std::tuple<std::string, std::int64_t>;

constexpr char policies_by_title = 'p';
constexpr std::string_view kind = "policy";
constexpr http::Length title_length{1, 200};

/// The fields of an object that is open; `more` writes what else is known of the version in force.
template <class Row, class More>
void write_policy(base::JsonWriter& json, const Row& policy, More more) {
    json.field<"id">(base::Id{policy.id});
    json.field<"title">(policy.title);
    json.field<"title_en">(policy.title_en);
    json.field<"language">(policy.language);
    json.field<"status">(policy.status);
    json.key<"in_force">();
    if (policy.number) {
        json.open_object();
        json.field<"number">(*policy.number);
        json.field<"effective_from">(policy.effective_from);
        json.field<"effective_until">(policy.effective_until);
        more(json);
        json.close_object();
    } else {
        json.value(std::nullopt);
    }
    json.field<"updated_at">(policy.updated_at);
    json.field<"version">(policy.version);
}

http::Response respond_policy(const sql::policies::get_policy_row& policy, int status) {
    base::JsonWriter json(policy.body.value_or("").size() + 1024);
    json.open_object();
    write_policy(json, policy, [&](base::JsonWriter& in_force) {
        in_force.field<"source_sha256">(base::to_hex(*policy.source_sha256));
        in_force.field<"body">(policy.body);
    });
    json.close_object();
    return http::Response::json(json.take(), status);
}

base::Task<http::Response> show_policy(access::Call& call, std::int64_t id, int status) {
    const auto rows =
        co_await call.database().read(sql::policies::get_policy, call.team_space(), id, true, std::nullopt);
    const auto policy = rows.first();
    if (!policy) {
        throw http::Problem::not_found(kind);  // deleted a moment ago
    }
    co_return http::with_version(call.request(), respond_policy(*policy, status), policy->version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> list_policies(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const bool drafts = is_policy_editor(call);
    http::QueryReader query(call.request().query);
    const auto status = query.choice("status", {"draft", "published", "archived"});
    const auto on = query.date("on");
    http::FilterHash filter;
    filter.add(static_cast<std::int64_t>(drafts)).add(status.value_or("")).add(on ? base::to_text(*on) : std::string());
    const http::Page<TitleKey> page(call.request(), query, call.cursor_scope(policies_by_title, filter));
    query.finish();

    const auto& [title, id] = page.after().value_or(TitleKey{"", 0});
    const auto write = [](base::JsonWriter& json, const sql::policies::list_policies_row& policy) {
        json.open_object();
        write_policy(json, policy, [](base::JsonWriter&) {});
        json.close_object();
    };
    const auto key_of = [](const sql::policies::list_policies_row& policy) {
        return TitleKey{policy.title, policy.id};
    };
    auto listing =
        db.read(sql::policies::list_policies, space, drafts, status, on, title, id, page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::policies::count_policies, space, drafts, status, on);
    co_return page.respond(co_await listing, total, write, key_of);
}

base::Task<http::Response> create_policy(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string title = body.text("title", title_length);
    const auto title_en = body.optional_text("title_en", title_length);
    const std::string_view language = body.choice("language", {"ko", "en"});
    const std::string_view status =
        body.optional_choice("status", {"draft", "published", "archived"}).value_or("draft");
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());

    const auto title_tokens = marked_tokens(title, in_title);
    const auto title_en_tokens = marked_tokens(title_en.value_or(""), in_title);
    const auto rows =
        co_await call.database().write(sql::policies::create_policy, editor.team_space_id, editor.member_id, title,
                                       title_en, language, status, views(title_tokens), views(title_en_tokens),
                                       idempotency.key, idempotency.request_hash(), call.request().request_id);
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!replayed) {
        require_ok(made.outcome, kind);
    }
    co_return http::created(co_await show_policy(call, made.id.value(), 201),
                            fmt::format("/api/v1/policies/{}", *made.id), replayed);
}

base::Task<http::Response> get_policy(access::Call& call) {
    http::QueryReader query(call.request().query);
    const auto on = query.date("on");
    query.finish();
    const std::int64_t id = call.path_id("id", kind);
    const auto rows =
        co_await call.database().read(sql::policies::get_policy, call.team_space(), id, is_policy_editor(call), on);
    const auto policy = rows.first();
    if (!policy) {
        throw http::Problem::not_found(kind);
    }
    co_return http::with_version(call.request(), respond_policy(*policy, 200), policy->version,
                                 call.fingerprint_seed());
}

base::Task<http::Response> change_policy(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", kind);
    const std::int32_t version = http::required_version(call.request());
    http::JsonBody body(call.request());
    const auto title = body.optional_text("title", title_length);
    const auto title_en = body.optional_text("title_en", title_length);
    body.optional_choice("language", {"ko", "en"});
    body.optional_choice("status", {"draft", "published", "archived"});
    body.keeps({"title", "language", "status"});
    body.finish();

    const auto title_tokens = marked_tokens(title.value_or(""), in_title);
    const auto title_en_tokens = marked_tokens(title_en.value_or(""), in_title);
    const auto title_views = views(title_tokens);
    const auto title_en_views = views(title_en_tokens);
    using Tokens = std::optional<std::span<const std::string_view>>;
    const auto rows = co_await call.database().write(
        sql::policies::change_policy, editor.team_space_id, editor.member_id, id, version, body.normalized(),
        title ? Tokens(title_views) : std::nullopt, body.has("title_en") ? Tokens(title_en_views) : std::nullopt,
        call.request().request_id);
    require_ok(rows.front().outcome, kind);
    co_return co_await show_policy(call, id, 200);
}

base::Task<http::Response> delete_policy(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", kind);
    const std::int32_t version = http::required_version(call.request());
    const auto rows = co_await call.database().write(sql::policies::delete_policy, editor.team_space_id,
                                                     editor.member_id, id, version, call.request().request_id);
    require_ok(rows.front().outcome, kind);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
