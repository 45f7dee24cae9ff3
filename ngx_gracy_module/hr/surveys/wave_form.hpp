// A wave as it is sent.
#pragma once

#include "base/clock.hpp"
#include "http/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::hr {

struct WaveForm {
    std::optional<std::string> name;
    std::string_view mode;
    std::string_view audience;
    std::optional<std::int64_t> audience_id;
    std::optional<std::int32_t> k_score;
    std::optional<std::int32_t> k_text;
    std::optional<base::Timestamp> opens_at;
    base::Timestamp closes_at{};
    std::optional<std::int32_t> reminders;

    /// Throws Problem (422) that points at everything that is wrong.
    static WaveForm read(const http::Request& request, base::Timestamp now);
};

/// The same of a merge patch, as compact JSON: times are checked against what is there by the statement.
std::string read_wave_changes(const http::Request& request);

}  // namespace gracy::hr
