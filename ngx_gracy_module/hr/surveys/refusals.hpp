// Why something about a survey or a wave was not done, as a problem.
#pragma once

#include "base/clock.hpp"
#include "http/problem.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace gracy::hr {

/// What of a refusal is known besides its outcome.
struct WaveRefusal {
    std::string_view outcome;
    /// The field that it is about, and the least that it may be.
    std::optional<std::string_view> field = std::nullopt;
    std::optional<std::int32_t> least_allowed = std::nullopt;
    /// When it may be tried again.
    std::optional<base::Timestamp> next_at = std::nullopt;
};

http::Problem problem_of(std::string_view survey_outcome);
http::Problem problem_of(const WaveRefusal& refusal);
/// What nobody reads before the wave is released; `early` is for one that is not over yet.
http::Problem not_released(std::string_view state, http::Text early);
/// Why an answer, or a token for one, was refused.
http::Problem response_problem(std::string_view outcome);

}  // namespace gracy::hr
