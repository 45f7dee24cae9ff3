// Questions with which people who hardly know each other can begin. None of them asks about family, faith, health,
// money or politics: nobody should have to dodge one.
#pragma once

#include "http/language.hpp"

#include <cstdint>

namespace gracy::slack {

/// The same number always draws the same question.
http::Text ice_breaker(std::uint64_t draw);

}  // namespace gracy::slack
