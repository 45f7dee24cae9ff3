// `from` and `to` of a list.
#pragma once

#include "base/clock.hpp"
#include "http/query.hpp"

#include <chrono>

namespace gracy::hr {

struct DateRange {
    base::Date from;
    base::Date to;

    /// Both days are in it. Without `from` it begins with `first`, without `to` it has `usual` days; refuses more than
    /// `most` and an end before the beginning.
    static DateRange read(http::QueryReader& query, base::Date first, std::chrono::days usual, std::chrono::days most);
};

}  // namespace gracy::hr
