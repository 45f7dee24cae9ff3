// What people are told before the first question: who sees what of their answers.
#pragma once

#include "base/json_writer.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::surveys {

struct WavePrivacy {
    std::string_view mode;
    /// Whether those who run surveys read whose an answer is; waves of before it could be promised keep them to nobody.
    bool names_shown;
    std::int32_t k_score;
    std::int32_t k_text;
};

std::string privacy_text(const WavePrivacy& privacy, http::Language language);

/// {"mode", "names_shown", "k_score", "k_text", "text": {"ko", "en"}}
void write_privacy_notice(base::JsonWriter& json, const WavePrivacy& privacy);

}  // namespace gracy::surveys
