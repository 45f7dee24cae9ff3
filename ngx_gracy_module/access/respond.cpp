#include "access/respond.hpp"

#include "access/credential.hpp"
#include "access/cross_site.hpp"
#include "access/failure.hpp"
#include "access/permitted_stream.hpp"
#include "access/rate_guard.hpp"
#include "access/recognize.hpp"
#include "access/write_mark.hpp"
#include "http/etag.hpp"
#include "http/json_body.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <string>

namespace gracy::access {
namespace {

http::Response render(const http::Request& request, const Route* route, const http::Problem& problem,
                      http::Language language) {
    if (route != nullptr && route->problem != nullptr) {
        return route->problem(request, problem);
    }
    return problem.respond(language, request.request_id, request.path);
}

const Route& existing(const RouteTable::Found& found) {
    if (found.route == nullptr) {
        throw found.allowed.empty() ? http::Problem::not_found("resource")
                                    : http::Problem::method_not_allowed(found.allowed);
    }
    return *found.route;
}

bool is_safe(http::Method method) {
    return when_abandoned(method) == WhenAbandoned::cancel;
}

// Looks before it does anything, and keeps nothing.
bool is_rehearsal(const http::Request& request) {
    return request.query.contains("dry_run=true") || request.path.ends_with("/preview");
}

// A browser adds its cookies to what a page of another site sends, so what changes something must come from our own
// pages, and so must a login, which would replace who is signed in. Webhooks come without cookies and prove themselves.
void check_site(const http::Request& request, const Route& route, bool by_bearer_token) {
    if ((route.surface == Surface::hr || !route.open) && !by_bearer_token && !is_safe(request.method) &&
        is_cross_site(request)) {
        throw http::Problem::cross_site();
    }
}

Credential required_credential(const http::Request& request) {
    const std::optional<Credential> credential = credential_of(request);
    if (!credential) {
        throw http::Problem::unauthenticated();
    }
    return *credential;
}

void check_body(const http::Request& request, const Route& route) {
    if (route.surface == Surface::hr && !route.takes_body) {
        http::refuse_body(request);
    }
}

Principal permitted(std::optional<Principal> principal, const Route& route) {
    if (!principal) {
        throw http::Problem::unauthenticated();
    }
    if (!includes(principal->scopes, route.scope)) {
        throw http::Problem::forbidden(name_of(route.scope));
    }
    return std::move(*principal);
}

bool has_header(const http::Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers,
                               [&](const http::ResponseHeader& header) { return http::same_name(header.name, name); });
}

// People's data is nobody else's to keep: no shared cache, and no private one without asking us first.
void forbid_caching(const Route& route, http::Response& response) {
    if (!has_header(response, "Cache-Control")) {
        response.with("Cache-Control", route.is_confidential ? "private, no-store" : "private, no-cache");
    }
}

// Whatever is read as JSON can be asked for again at the price of a comparison, by whoever holds on to it themselves
// where browsers keep nothing.
http::Response tagged(const Call& call, http::Response response) {
    const bool worth_it = is_safe(call.request().method) && response.status == 200 && response.stream == nullptr &&
                          response.content_type == "application/json" && !has_header(response, "ETag") &&
                          !has_header(response, "Cache-Control");
    if (!worth_it) {
        return response;
    }
    std::string tag = http::body_tag(response.body, call.fingerprint_seed());
    return http::conditional(call.request(), std::move(response), std::move(tag));
}

// A defect that no client sees, so it goes to the log: a list that asks once for every row begins like this.
void check_budget(const Route& route, unsigned statements, http::Response& response) {
    if (statements > route.statement_budget) {
        response.cause = fmt::format("{} {} ran {} statements, and its budget is {}", http::name_of(route.method),
                                     route.pattern, statements, route.statement_budget);
    }
}

}  // namespace

base::Task<http::Response> respond(const http::Request& request, Surface surface, const RouteTable& routes,
                                   Services& services, const Route** matched) {
    http::Response response;
    const Route* route = nullptr;
    std::optional<Call> call;
    std::string locale;
    RateGuard rates(services, request);
    std::exception_ptr thrown;
    try {
        const RouteTable::Found found = routes.find(surface, request.method, request.path);
        route = &existing(found);
        if (matched != nullptr) {
            *matched = route;
        }
        Principal principal;
        if (route->open) {
            check_site(request, *route, false);
            if (route->surface == Surface::hr && !route->judges_guesses) {
                rates.take_address();
            }
        } else {
            const Credential credential = required_credential(request);
            check_site(request, *route, !credential.by_cookie);
            std::optional<Principal> known = co_await recognize(services, rates, credential);
            locale = known ? known->locale : std::string();
            principal = permitted(std::move(known), *route);
        }
        check_body(request, *route);
        const bool reads_primary = carries_write_mark(services.keys, services.clock.now(), request);
        call.emplace(request, services, rates, std::move(principal), found.path, reads_primary);
        response = co_await route->handler(*call);
        check_budget(*route, call->database().statements(), response);
        if (!route->open) {
            if (response.stream != nullptr) {
                response.stream = std::make_unique<PermittedStream>(std::move(response.stream), services.authenticator,
                                                                    call->principal(), route->scope);
            }
            response = tagged(*call, std::move(response));
            forbid_caching(*route, response);
        }
    } catch (...) {
        thrown = std::current_exception();
    }
    if (thrown) {
        Failure failure = failure_of(thrown);
        if (call && call->database().write_executed() && failure.problem.status() >= 500) {
            std::move(failure.problem).with_maybe_executed();  // in place
        }
        if (locale.empty()) {
            locale = remembered_locale(services, request);
        }
        response = render(request, route, failure.problem, language_of(request, locale));
        response.cause = std::move(failure.cause);
    }
    if (call && call->database().wrote()) {
        add_write_mark(services.keys, services.clock.now(), request, response);
    }
    if (call && services.settings.statement_header) {
        response.with("Gracy-Statements", fmt::format("{}", call->database().statements()));
    }
    rates.describe(response);
    response.with("X-Request-Id", std::string(request.request_id));
    co_return response;
}

http::Response respond_problem(const http::Request& request, Surface surface, const RouteTable& routes,
                               const http::Problem& problem, std::string_view locale) {
    const RouteTable::Found found = routes.find(surface, request.method, request.path);
    http::Response response = render(request, found.route, problem, language_of(request, locale));
    response.with("X-Request-Id", std::string(request.request_id));
    return response;
}

std::string remembered_locale(Services& services, const http::Request& request) {
    try {
        const std::optional<Credential> credential = credential_of(request);
        const std::optional<Principal> known =
            credential ? services.authenticator.recall(*credential) : std::optional<Principal>();
        return known ? known->locale : std::string();
    } catch (const http::Problem&) {
        return {};  // what is no credential is nobody's
    }
}

http::Problem deadline_problem(const http::Request& request) {
    return http::Problem::deadline(!is_safe(request.method) && !is_rehearsal(request));
}

}  // namespace gracy::access
