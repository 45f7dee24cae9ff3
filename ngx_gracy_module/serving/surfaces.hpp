// What a location may serve, by name.
#pragma once

#include "access/route.hpp"

#include <string_view>

namespace gracy::serving {

using access::surface_count;

/// The directive that names the surface in a location, and the surface's name in metrics.
std::string_view directive_of(access::Surface surface);
std::string_view name_of(access::Surface surface);

/// Whether answering on the surface needs the database.
constexpr bool needs_database(access::Surface surface) {
    return surface == access::Surface::hr || surface == access::Surface::slack || surface == access::Surface::staking;
}

}  // namespace gracy::serving
