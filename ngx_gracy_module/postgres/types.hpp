// The few PostgreSQL types that statements use, and their binary wire form.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gracy::postgres {

/// As pg_type.oid; spelled here so that the client's users need no libpq header.
using Oid = unsigned int;

namespace oid {
inline constexpr Oid boolean = 16;
inline constexpr Oid bytea = 17;
inline constexpr Oid int8 = 20;
inline constexpr Oid int4 = 23;
inline constexpr Oid text = 25;
inline constexpr Oid float8 = 701;
inline constexpr Oid date = 1082;
inline constexpr Oid timestamptz = 1184;
inline constexpr Oid uuid = 2950;
inline constexpr Oid text_array = 1009;
inline constexpr Oid int8_array = 1016;
}  // namespace oid

}  // namespace gracy::postgres
