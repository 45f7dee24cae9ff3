#include "serving/surfaces.hpp"

#include <array>

namespace gracy::serving {
namespace {

constexpr std::array<std::string_view, surface_count> names{"hr", "slack", "staking", "health", "metrics", "openapi"};
constexpr std::array<std::string_view, surface_count> directives{"gracy_hr",     "gracy_slack",   "gracy_staking",
                                                                 "gracy_health", "gracy_metrics", "gracy_openapi"};

}  // namespace

std::string_view directive_of(access::Surface surface) {
    return directives[static_cast<std::size_t>(surface)];
}

std::string_view name_of(access::Surface surface) {
    return names[static_cast<std::size_t>(surface)];
}

}  // namespace gracy::serving
