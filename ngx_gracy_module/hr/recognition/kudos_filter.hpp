// What the feed of kudos is narrowed by.
#pragma once

#include "base/clock.hpp"
#include "http/cursor.hpp"
#include "http/query.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::hr {

struct KudosFilter {
    /// Words of the message, at least one of them of two letters.
    std::optional<std::string> q;
    /// Finds no anonymous gift, unless it is the reader who asks for their own.
    std::optional<std::int64_t> giver_id;
    std::optional<std::int64_t> receiver_id;
    /// Of a recipient, or above it. Never of the giver: that would say where an anonymous one sits.
    std::optional<std::int64_t> department_id;
    /// A company value, by its name in either language.
    std::optional<std::string> value;
    /// From `since` on, before `until`.
    base::Timestamp since;
    base::Timestamp until;

    static KudosFilter read(http::QueryReader& query);
    http::FilterHash hash() const;
    /// Whether it lets everything through.
    bool is_open() const;
};

}  // namespace gracy::hr
