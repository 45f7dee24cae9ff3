// The answer while too many wrong passwords lock an address.
#pragma once

#include "base/clock.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <chrono>

namespace gracy::hr {

/// 429, with how long it still is.
inline http::Problem login_locked(base::Timestamp until, base::Timestamp now) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(until - now);
    return http::Problem::rate_limited(static_cast<int>(std::max(left, std::chrono::seconds(1)).count()))
        .with_detail(http::Text{"Too many failed logins; the address is locked for a while.",
                                "로그인에 여러 번 실패해서 잠시 잠겼어요."});
}

}  // namespace gracy::hr
