// The shape of an entry in the one list of routes.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/problem.hpp"

namespace gracy::access {

/// Which location directive serves the route.
enum class Surface : unsigned char { hr, slack, staking, health, metrics, openapi };
inline constexpr std::size_t surface_count = 6;

/// Whether the request goes on when its client leaves.
enum class WhenAbandoned : unsigned char { cancel, finish };

/// For a route's `open`.
inline constexpr bool anybody = true;
inline constexpr bool signed_in = false;

using Handler = base::Task<http::Response> (*)(Call&);

/// For a route's `judges_guesses`.
inline constexpr bool by_itself = true;

/// How a route tells its caller that the handler could not answer: it threw, or its deadline passed. The root maps
/// either to a Problem first, so the renderer sees one kind of thing (deadline: 504, with maybe_executed). It gets the
/// request and not the call, which may be gone with its coroutine.
using ProblemRenderer = http::Response (*)(const http::Request&, const http::Problem&);

struct Route {
    http::Method method;
    /// "/api/v1/members/{id}"
    std::string_view pattern;
    Surface surface;
    /// What the principal must have; none: being signed in is enough.
    Scope scope;
    /// Nobody has to be signed in.
    bool open;
    /// The most statements one request may run; a test counts them.
    unsigned statement_budget;
    Handler handler;
    /// For people who read the OpenAPI document.
    std::string_view summary;
    /// Null: application/problem+json. Slack's commands answer a person instead, its events ask to be sent again.
    ProblemRenderer problem = nullptr;
    /// Of an open HR route: its handler takes from the address's limit (Call::rates) when a request proves nothing,
    /// instead of every request doing so. Many people behind one address, each with a token of their own, are no
    /// guesses.
    bool judges_guesses = false;
    /// An HR route without one refuses what is sent: whoever sends a field believes that it counts.
    bool takes_body = method == http::Method::post || method == http::Method::put || method == http::Method::patch;
    /// No browser keeps what it answers for whoever sits there next, as it keeps other people's data to be asked about.
    bool is_confidential = false;
    /// Of an open route that somebody's program calls: what its signature comes in. Without it a large body is not
    /// read.
    std::string_view signature_header = {};
};

/// A route whose address says everything.
constexpr Route without_body(Route route) {
    route.takes_body = false;
    return route;
}

/// Of what its reader alone, or HR, is to see.
constexpr Route confidential(Route route) {
    route.is_confidential = true;
    return route;
}

constexpr Route signed_by(std::string_view header, Route route) {
    route.signature_header = header;
    return route;
}

/// Reads are cancelled when the client leaves; anything with a side effect runs to its end.
constexpr WhenAbandoned when_abandoned(http::Method method) {
    return method == http::Method::get || method == http::Method::head ? WhenAbandoned::cancel : WhenAbandoned::finish;
}

}  // namespace gracy::access
