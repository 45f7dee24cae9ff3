// How long a list is, which is counted for those who ask.
#pragma once

#include "http/page.hpp"
#include "postgres/client.hpp"

#include <cstdint>
#include <optional>
#include <type_traits>

namespace gracy::access {

/// The column `total` of the statement `count`, when the client wants it (`include=total`). Start the list's own
/// statement before, and both are on their way together. Throws postgres::Error.
template <class Key, class Row, class... Parameters>
base::Task<std::optional<std::int64_t>> total_of(const http::Page<Key>& page, postgres::Client& db,
                                                 const postgres::Statement<Row, Parameters...>& count,
                                                 const std::type_identity_t<Parameters>&... values) {
    if (!page.with_total()) {
        co_return std::nullopt;
    }
    const auto counted = co_await db.read(count, values...);
    co_return counted.front().total;
}

/// The page of `list`, counted by `count` on the way when the client wants it; both start their statement when called.
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
    const auto total = co_await counting;
    co_return page.respond(rows, total.front().total, write, key_of);
}

}  // namespace gracy::access
