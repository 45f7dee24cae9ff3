// /metrics: what all workers of this nginx have counted, for Prometheus.
#pragma once

#include "serving/numbers.hpp"

#include <string>
#include <string_view>

namespace gracy::serving {

/// `release`: of the process that answers.
std::string metrics_page(const Numbers& numbers, std::string_view release);

}  // namespace gracy::serving
