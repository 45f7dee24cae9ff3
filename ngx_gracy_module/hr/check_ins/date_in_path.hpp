// Which check-in a path is about.
#pragma once

#include "access/call.hpp"
#include "http/problem.hpp"
#include "http/timestamp.hpp"

namespace gracy::hr {

/// {date}. Throws Problem::not_found when it is no day.
inline base::Date date_in_path(const access::Call& call) {
    const auto date = http::parse_date(call.path("date"));
    if (!date) {
        throw http::Problem::not_found("check-in");
    }
    return *date;
}

}  // namespace gracy::hr
