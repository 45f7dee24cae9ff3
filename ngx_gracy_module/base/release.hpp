// Which build this is. The definition is made when it is built (cmake/EmbedRelease.cmake), in a library of its own:
// what changes with every source is linked only into what tells it.
#pragma once

#include <string_view>

namespace gracy::base {

/// "0.1.0+3f2a9c0d1e2f": the version, and a hash over all sources. The module and the worker of one build say the same.
std::string_view release();

}  // namespace gracy::base
