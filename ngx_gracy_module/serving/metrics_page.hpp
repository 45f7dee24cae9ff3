// /metrics: what all workers of this nginx have counted, for Prometheus.
#pragma once

#include "serving/numbers.hpp"

#include <string>

namespace gracy::serving {

std::string metrics_page(const Numbers& numbers);

}  // namespace gracy::serving
