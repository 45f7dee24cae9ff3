// Numbers with their English nouns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::base {

/// "1 point", "3 points"; `many` of a noun that does not take an s: "2 people".
std::string counted(std::int64_t count, std::string_view one, std::string_view many = {});

}  // namespace gracy::base
