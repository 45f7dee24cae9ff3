// What people are told before the first question: who sees what of their answers.
#pragma once

#include "base/json_writer.hpp"

#include <cstdint>
#include <string_view>

namespace gracy::hr {

/// {"mode", "k_score", "k_text", "text": {"ko", "en"}}
void write_privacy_notice(base::JsonWriter& json, std::string_view mode, std::int32_t k_score, std::int32_t k_text);

}  // namespace gracy::hr
