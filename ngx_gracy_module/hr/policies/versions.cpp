#include "access/services.hpp"
#include "base/encoding.hpp"
#include "gracy/sql/policies.hpp"
#include "hr/policies/handlers.hpp"
#include "hr/policies/indexed_text.hpp"
#include "hr/policies/policy_refusal.hpp"
#include "hr/policies/reader.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/numbers.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "io/offload.hpp"

#include <fmt/format.h>
#include <tuple>

namespace gracy::hr {
namespace {

using NumberKey = std::tuple<std::int64_t>;

constexpr char versions_by_number = 'v';
constexpr std::string_view kind = "policy_version";
/// A megabyte with everything around it is what a request may have.
constexpr http::Length body_length{1, 1'000'000};

std::int32_t number_in(const access::Call& call) {
    const auto number = http::parse_id(call.path("number"));
    if (!number || *number > INT32_MAX) {
        throw http::Problem::not_found(kind);
    }
    return static_cast<std::int32_t>(*number);
}

/// The fields of an object that is open.
template <class Row>
void write_version(base::JsonWriter& json, const Row& version) {
    json.field<"number">(version.number);
    json.field<"status">(version.status);
    json.field<"effective_from">(version.effective_from);
    json.field<"effective_until">(version.effective_until);
    json.field<"source_sha256">(base::to_hex(version.source_sha256));
    json.field<"created_at">(version.created_at);
    json.field<"updated_at">(version.updated_at);
    json.field<"version">(version.version);
}

base::Task<http::Response> show_version(access::Call& call, std::int64_t document_id, std::int32_t number, bool drafts,
                                        int status) {
    const auto rows = co_await call.database().read(sql::policies::get_policy_version, call.team_space(), document_id,
                                                    number, drafts);
    const auto version = rows.first();
    if (!version) {
        throw http::Problem::not_found(kind);
    }
    base::JsonWriter json(version->body.size() + 1024);
    json.open_object();
    write_version(json, *version);
    json.field<"body">(version->body);
    json.close_object();
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), version->version,
                                 call.fingerprint_seed());
}

/// On another thread: the loop has others to serve.
base::Task<IndexedText> indexed(access::Call& call, std::string body) {
    co_return co_await io::OffloadedCall(call.services().offload,
                                         [text = std::move(body)] { return index_text(text); });
}

}  // namespace

base::Task<http::Response> list_policy_versions(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const std::int64_t document = call.path_id("id", "policy");
    const bool drafts = is_policy_editor(call);
    http::QueryReader query(call.request().query);
    http::FilterHash filter;
    filter.add(document).add(static_cast<std::int64_t>(drafts));
    const http::Page<NumberKey> page(call.request(), query, call.cursor_scope(versions_by_number, filter));
    query.finish();

    const auto before = static_cast<std::int32_t>(std::get<0>(page.after().value_or(NumberKey{INT32_MAX})));
    auto listing = db.read(sql::policies::list_policy_versions, space, document, drafts, before, page.rows_to_read(),
                           page.offset());
    // Counted whether or not the total was asked for: it tells a document without versions from none.
    const auto counted = co_await db.read(sql::policies::count_policy_versions, space, document, drafts);
    if (counted.empty()) {
        throw http::Problem::not_found("policy");
    }
    const auto write = [](base::JsonWriter& json, const sql::policies::list_policy_versions_row& version) {
        json.open_object();
        write_version(json, version);
        json.close_object();
    };
    const auto key_of = [](const sql::policies::list_policy_versions_row& version) {
        return NumberKey{version.number};
    };
    const auto total = page.with_total() ? std::optional(counted.front().total) : std::nullopt;
    co_return page.respond(co_await listing, total, write, key_of);
}

base::Task<http::Response> create_policy_version(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t document = call.path_id("id", "policy");
    http::JsonBody body(call.request());
    const base::Date effective_from = body.date("effective_from");
    const auto effective_until = body.optional_date("effective_until");
    const std::string_view status = body.optional_choice("status", {"draft", "published"}).value_or("draft");
    const std::string text = body.text("body", body_length);
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());

    const IndexedText index = co_await indexed(call, text);
    const auto rows = co_await call.database().write(
        sql::policies::create_policy_version, editor.team_space_id, editor.member_id, document, status, effective_from,
        effective_until, text, views(index.headings), views(index.bodies), views(index.tokens), idempotency.key,
        idempotency.request_hash(), call.request().request_id);
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!replayed) {
        require_ok(made.outcome, "policy");
    }
    co_return http::created(co_await show_version(call, document, made.number.value(), true, 201),
                            fmt::format("/api/v1/policies/{}/versions/{}", document, *made.number), replayed);
}

base::Task<http::Response> get_policy_version(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t document = call.path_id("id", "policy");
    co_return co_await show_version(call, document, number_in(call), is_policy_editor(call), 200);
}

base::Task<http::Response> change_policy_version(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t document = call.path_id("id", "policy");
    const std::int32_t number = number_in(call);
    const std::int32_t version = http::required_version(call.request());
    http::JsonBody body(call.request());
    body.optional_date("effective_from");
    body.optional_date("effective_until");
    body.optional_choice("status", {"draft", "published"});
    const auto text = body.optional_text("body", body_length);
    body.keeps({"effective_from", "status", "body"});
    body.finish();

    IndexedText index;
    if (text) {
        index = co_await indexed(call, *text);
    }
    const auto rows = co_await call.database().write(
        sql::policies::change_policy_version, editor.team_space_id, editor.member_id, document, number, version,
        body.normalized(), views(index.headings), views(index.bodies), views(index.tokens), call.request().request_id);
    require_ok(rows.front().outcome, kind);
    co_return co_await show_version(call, document, number, true, 200);
}

base::Task<http::Response> delete_policy_version(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t document = call.path_id("id", "policy");
    const std::int32_t number = number_in(call);
    const std::int32_t version = http::required_version(call.request());
    const auto rows =
        co_await call.database().write(sql::policies::delete_policy_version, editor.team_space_id, editor.member_id,
                                       document, number, version, call.request().request_id);
    require_ok(rows.front().outcome, kind);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
