// How long a list is, which is counted for those who ask.
#pragma once

#include "base/log.hpp"
#include "http/page.hpp"
#include "postgres/client.hpp"

#include <cstdint>
#include <optional>
#include <type_traits>

namespace gracy::access {

/// What `counting` says; nothing when it takes longer than a statement may: the page that it was to go with is worth
/// more than its total. Throws postgres::Error otherwise.
template <class Counting>
base::Task<std::optional<std::int64_t>> counted_in_time(Counting& counting) {
    try {
        const auto counted = co_await counting;
        co_return counted.front().total;
    } catch (const postgres::Error& error) {
        if (error.kind() != postgres::ErrorKind::timeout) {
            throw;
        }
        base::log(base::LogLevel::warning, "a list is answered without its total: {}", error.what());
    }
    co_return std::nullopt;
}

/// The column `total` of the statement `count`, when the client wants it (`include=total`) and it comes in time. Start
/// the list's own statement before, and both are on their way together. Throws postgres::Error.
template <class Key, class Row, class... Parameters>
base::Task<std::optional<std::int64_t>> total_of(const http::Page<Key>& page, postgres::Client& db,
                                                 const postgres::Statement<Row, Parameters...>& count,
                                                 const std::type_identity_t<Parameters>&... values) {
    if (!page.with_total()) {
        co_return std::nullopt;
    }
    auto counting = db.read(count, values...);
    co_return co_await counted_in_time(counting);
}

/// The page of `list`, counted by `count` on the way when the client wants it (counted_in_time); both start their
/// statement when called.
/// For lists whose statement depends on what is asked for.
template <class Key, class List, class Count, class Write, class KeyOf>
base::Task<http::Response> list_with_total(const http::Page<Key>& page, List list, Count count, Write write,
                                           KeyOf key_of) {
    if (!page.with_total()) {
        const auto rows = co_await list();
        co_return page.respond(rows, std::nullopt, write, key_of);
    }
    auto counting = count();
    const auto rows = co_await list();
    const auto total = co_await counted_in_time(counting);
    co_return page.respond(rows, total, write, key_of);
}

}  // namespace gracy::access
