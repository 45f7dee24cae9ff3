// What departments, places and teams have in common over HTTP: how one is added, changed and deleted. Each is read by
// a function `respond(call, id, status)`.
#pragma once

#include "access/call.hpp"
#include "hr/people/refusal.hpp"
#include "http/idempotency_key.hpp"
#include "http/precondition.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <string>

namespace gracy::hr {

/// `body` is the new thing as JSON, `collection` the path that it is below.
template <class Statement, class Respond>
base::Task<http::Response> add_named(access::Call& call, const Statement& statement, std::string_view what,
                                     std::string_view collection, std::string body, Respond respond) {
    http::QueryReader(call.request().query).finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows =
        co_await call.database().write(statement, call.team_space(), call.principal().member_id, body,
                                       call.request().request_id, idempotency.key, idempotency.request_hash());
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!made.id || (made.outcome != "ok" && !replayed)) {
        throw problem_of(made.outcome, what);
    }
    co_return http::created(co_await respond(call, *made.id, 201), fmt::format("{}/{}", collection, *made.id),
                            replayed);
}

template <class Statement, class Respond>
base::Task<http::Response> change_named(access::Call& call, const Statement& statement, std::string_view what,
                                        std::string changes, Respond respond) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", what);
    const std::int32_t version = http::required_version(call.request());
    const auto rows = co_await call.database().write(statement, call.team_space(), call.principal().member_id, id,
                                                     version, changes, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw problem_of(rows.front().outcome, what);
    }
    co_return co_await respond(call, id, 200);
}

template <class Statement>
base::Task<http::Response> delete_named(access::Call& call, const Statement& statement, std::string_view what) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", what);
    const std::int32_t version = http::required_version(call.request());
    const auto rows = co_await call.database().write(statement, call.team_space(), call.principal().member_id, id,
                                                     version, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw problem_of(rows.front().outcome, what);
    }
    co_return http::Response::empty(204);
}

/// Of a thing that members are in, also when they have left: `?former=clear` takes those out of it.
template <class Statement>
base::Task<http::Response> delete_home(access::Call& call, const Statement& statement, std::string_view what) {
    http::QueryReader query(call.request().query);
    const bool clear_former = query.choice("former", {"keep", "clear"}) == "clear";
    query.finish();
    const std::int64_t id = call.path_id("id", what);
    const std::int32_t version = http::required_version(call.request());
    const auto rows = co_await call.database().write(statement, call.team_space(), call.principal().member_id, id,
                                                     version, clear_former, call.request().request_id);
    const auto gone = rows.front();
    if (gone.outcome == "not_empty") {
        throw not_empty(gone.employed.value_or(0), gone.former.value_or(0));
    }
    if (gone.outcome != "ok") {
        throw problem_of(gone.outcome, what);
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
