#include "access/total.hpp"
#include "gracy/sql/policies.hpp"
#include "hr/policies/handlers.hpp"
#include "hr/policies/indexed_text.hpp"
#include "hr/policies/policy_refusal.hpp"
#include "hr/policies/synonyms.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char synonyms_by_id = 's';
constexpr std::string_view kind = "policy_synonym";

/// What a group is written with: its terms, how they are looked up, and what they are searched for by.
struct Terms {
    std::vector<std::string> written;
    std::vector<std::string> keys;
    std::vector<std::string> tokens;

    static Terms read(http::JsonBody& body) {
        Terms terms{.written = body.texts("terms", 1, 20, {1, 50}), .keys = {}, .tokens = {}};
        std::set<std::string> keys;
        for (std::size_t i = 0; i < terms.written.size(); ++i) {
            std::string key = synonym_key(terms.written[i]);
            if (key.empty()) {
                body.refuse({http::FieldError::Place::body, http::pointer_to("terms", i), "no_words",
                             http::Text{"There is no word in it.", "낱말이 들어 있지 않아요."}});
            } else if (!keys.insert(std::move(key)).second) {
                body.refuse({http::FieldError::Place::body, http::pointer_to("terms", i), "duplicate",
                             http::Text{"This term is there twice.", "같은 말이 두 번 들어 있어요."}});
            }
        }
        terms.keys.assign(keys.begin(), keys.end());
        terms.tokens = synonym_tokens(terms.written);
        return terms;
    }
};

template <class Row>
void write_synonym(base::JsonWriter& json, const Row& synonym) {
    json.open_object();
    json.field<"id">(base::Id{synonym.id});
    json.key<"terms">().open_array();
    for (std::size_t i = 0; i < synonym.terms.size(); ++i) {
        json.value(synonym.terms[i]);
    }
    json.close_array();
    json.field<"updated_at">(synonym.updated_at);
    json.field<"version">(synonym.version);
    json.close_object();
}

base::Task<http::Response> show_synonym(access::Call& call, std::int64_t id, int status) {
    const auto rows = co_await call.database().read(sql::policies::get_policy_synonym, call.team_space(), id);
    const auto synonym = rows.first();
    if (!synonym) {
        throw http::Problem::not_found(kind);
    }
    base::JsonWriter json(512);
    write_synonym(json, *synonym);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), synonym->version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> list_policy_synonyms(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const http::Page<IdKey> page(call.request(), query, call.cursor_scope(synonyms_by_id, {}));
    query.finish();
    auto listing = db.read(sql::policies::list_policy_synonyms, call.team_space(),
                           std::get<0>(page.after().value_or(IdKey{0})), page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::policies::count_policy_synonyms, call.team_space());
    const auto write = [](base::JsonWriter& json, const auto& synonym) { write_synonym(json, synonym); };
    const auto key_of = [](const auto& synonym) { return IdKey{synonym.id}; };
    co_return page.respond(co_await listing, total, write, key_of);
}

base::Task<http::Response> create_policy_synonym(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const Terms terms = Terms::read(body);
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows = co_await call.database().write(
        sql::policies::create_policy_synonym, editor.team_space_id, editor.member_id, views(terms.written),
        views(terms.keys), views(terms.tokens), idempotency.key, idempotency.request_hash(), call.request().request_id);
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!replayed) {
        require_ok(made.outcome, kind, made.subject);
    }
    co_return http::created(co_await show_synonym(call, made.id.value(), 201),
                            fmt::format("/api/v1/policies/synonyms/{}", *made.id), replayed);
}

base::Task<http::Response> get_policy_synonym(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await show_synonym(call, call.path_id("id", kind), 200);
}

base::Task<http::Response> change_policy_synonym(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", kind);
    const std::int32_t version = http::required_version(call.request());
    http::JsonBody body(call.request());
    const Terms terms = Terms::read(body);
    body.finish();
    const auto rows = co_await call.database().write(sql::policies::change_policy_synonym, editor.team_space_id,
                                                     editor.member_id, id, version, views(terms.written),
                                                     views(terms.keys), views(terms.tokens), call.request().request_id);
    const auto changed = rows.front();
    require_ok(changed.outcome, kind, changed.subject);
    co_return co_await show_synonym(call, id, 200);
}

base::Task<http::Response> delete_policy_synonym(access::Call& call) {
    const access::Principal& editor = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", kind);
    const std::int32_t version = http::required_version(call.request());
    const auto rows = co_await call.database().write(sql::policies::delete_policy_synonym, editor.team_space_id,
                                                     editor.member_id, id, version, call.request().request_id);
    require_ok(rows.front().outcome, kind);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
