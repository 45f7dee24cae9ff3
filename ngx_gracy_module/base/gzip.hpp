// Compressed bodies of requests (RFC 1952), by zlib.
#pragma once

#include "base/bytes.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace gracy::base {

/// What the one member of a gzip file holds. Nothing when it is none, is cut off, has something behind it, or holds
/// more than `max_bytes`: a kilobyte may be made from a megabyte, and no more than that limit is ever written.
std::optional<std::string> gunzip(Bytes compressed, std::size_t max_bytes);

}  // namespace gracy::base
