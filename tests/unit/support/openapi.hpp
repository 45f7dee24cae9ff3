// Holds a feature's routes against the OpenAPI document, both ways.
#pragma once

#include "access/openapi.hpp"
#include "access/route.hpp"
#include "base/json.hpp"
#include "http/router.hpp"
#include "test.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <span>
#include <string>

namespace gracy::test {

/// "GET /api/v1/members"
using Operations = std::set<std::string>;

inline std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

using Prefixes = std::initializer_list<std::string_view>;

/// The operations that the document has below one of these paths.
inline Operations described_below(const base::Json& document, Prefixes prefixes) {
    Operations operations;
    for (const auto& [path, item] : document["paths"].members()) {
        const std::string_view at = path;
        if (std::ranges::any_of(prefixes, [at](std::string_view prefix) { return at.starts_with(prefix); })) {
            for (const auto& [method, operation] : item.members()) {
                operations.insert(fmt::format("{} {}", method, path));
            }
        }
    }
    return operations;
}

/// Every route is described, with its scope, its placeholders and whether it takes a body, and nothing else is below
/// `prefixes`, except what is below `elsewhere`, where other features serve.
inline void expect_described(std::span<const access::Route> routes, Prefixes prefixes, Prefixes elsewhere = {}) {
    const base::Json document = base::Json::parse(access::openapi_document());
    Operations served;
    for (const access::Route& route : routes) {
        const std::string method = lower(http::name_of(route.method));
        served.insert(fmt::format("{} {}", method, route.pattern));
        const base::JsonView operation = document["paths"][route.pattern][method];
        const auto text = operation["description"].string().value_or("");
        const std::string_view scope = access::name_of(route.scope);
        if (!scope.empty() && !text.contains(fmt::format("Scope `{}`", scope))) {
            fail(fmt::format("{} {} does not name its scope {}", method, route.pattern, scope),
                 std::source_location::current());
        }
        if (route.surface == access::Surface::hr && route.takes_body != static_cast<bool>(operation["requestBody"])) {
            fail(fmt::format("{} {} takes a body in its route or in its description, not in both", method,
                             route.pattern),
                 std::source_location::current());
        }
        if (operation["summary"].string() != route.summary) {
            fail(fmt::format("{} {} has another summary than its route", method, route.pattern),
                 std::source_location::current());
        }
    }
    Operations described = described_below(document, prefixes);
    for (const std::string& operation : described_below(document, elsewhere)) {
        described.erase(operation);
    }
    for (const std::string& operation : served) {
        if (!described.contains(operation)) {
            fail(operation + " is not described", std::source_location::current());
        }
    }
    for (const std::string& operation : described) {
        if (!served.contains(operation)) {
            fail(operation + " is described and not served", std::source_location::current());
        }
    }
}

}  // namespace gracy::test
