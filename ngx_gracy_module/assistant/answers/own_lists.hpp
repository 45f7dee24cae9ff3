// Numbers that count what their own sentence lists: "두 요건인 신청과 승인", "two ways: by post or in person".
#pragma once

#include <cstdint>
#include <string_view>

namespace gracy::assistant {

/// Whether a number, whose words end at `end`, counts ways, conditions and the like, and its sentence joins that many.
bool counts_own_list(std::u32string_view text, std::size_t end, std::uint64_t number);

}  // namespace gracy::assistant
