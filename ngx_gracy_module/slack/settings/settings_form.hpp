// What members set for themselves: language, when they are asked how their day is, when they are not disturbed, and
// where they are shown.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// Of the modal, and of the button in App Home that opens it.
inline constexpr std::string_view settings_callback = "settings.me";

struct Settings {
    http::Language language = http::Language::english;
    /// 1 is Monday; empty: not asked.
    std::vector<std::int32_t> weekdays{};
    /// Of the day.
    std::int32_t at_minute = 0;
    /// "HH:MM"
    std::string quiet_from{};
    std::string quiet_until{};
    bool on_leaderboards = true;
    bool celebrates_birthday = true;
    bool celebrates_anniversary = true;
};

/// `tz`: by whose clock the times are.
std::string settings_modal(const Settings& settings, std::string_view tz);

/// After it was submitted.
std::string settings_saved_modal(http::Language language);

enum class SettingsField : unsigned char { language, weekdays, at, quiet_from, quiet_until, shown };
std::string_view block_of(SettingsField field);

/// `values`: view.state.values. The field that was not filled in as the form demands.
std::expected<Settings, SettingsField> read_settings(base::JsonView values);

/// "settings", "설정": what somebody writes behind /gracy to have the form.
bool asks_for_settings(std::string_view text);

}  // namespace gracy::slack
