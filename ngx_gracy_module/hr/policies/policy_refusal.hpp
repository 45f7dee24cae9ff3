// Why a policy was not changed, as a problem.
#pragma once

#include "http/problem.hpp"

#include <optional>
#include <string_view>

namespace gracy::hr {

/// What a statement answered instead of ok; `what` is the kind of thing that it is about.
[[noreturn]] void refuse_policy(std::string_view outcome, std::string_view what,
                                std::optional<std::string_view> subject = std::nullopt);

/// Ok, or a problem is thrown.
inline void require_ok(std::string_view outcome, std::string_view what,
                       std::optional<std::string_view> subject = std::nullopt) {
    if (outcome != "ok") {
        refuse_policy(outcome, what, subject);
    }
}

}  // namespace gracy::hr
