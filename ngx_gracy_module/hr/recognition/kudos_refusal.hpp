// Why kudos were not given, as a problem.
#pragma once

#include "http/problem.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gracy::hr {

/// What give_kudos answered instead of ok.
struct KudosRefusal {
    std::string_view outcome;
    /// What it is about: a recipient's id or name, the value, the cost.
    std::optional<std::string_view> subject;
    std::optional<std::int32_t> allowance_left;
};

http::Problem problem_of(const KudosRefusal& refusal, std::int64_t giver_id,
                         std::span<const std::int64_t> recipient_ids);

}  // namespace gracy::hr
