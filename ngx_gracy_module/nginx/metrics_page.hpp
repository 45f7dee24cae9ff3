// /metrics: what all workers of this nginx have counted, for Prometheus.
#pragma once

#include "nginx/numbers.hpp"

#include <string>

namespace gracy::nginx {

std::string metrics_page(const Numbers& numbers);

}  // namespace gracy::nginx
