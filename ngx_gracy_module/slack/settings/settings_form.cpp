#include "slack/settings/settings_form.hpp"

#include "http/field_value.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr Text title{"Your settings", "내 설정"};
constexpr std::array<std::string_view, 6> blocks{"language", "weekdays", "at", "quiet_from", "quiet_until", "shown"};
constexpr std::array<Text, 7> days{{{"Monday", "월요일"},
                                    {"Tuesday", "화요일"},
                                    {"Wednesday", "수요일"},
                                    {"Thursday", "목요일"},
                                    {"Friday", "금요일"},
                                    {"Saturday", "토요일"},
                                    {"Sunday", "일요일"}}};
constexpr std::string_view leaderboards = "leaderboards";
constexpr std::string_view birthday = "birthday";
constexpr std::string_view anniversary = "anniversary";

std::vector<Option> day_options(Language language) {
    std::vector<Option> options;
    for (const Text& day : days) {
        options.push_back({.text = std::string(day.in(language)), .value = std::to_string(options.size() + 1)});
    }
    return options;
}

std::vector<Option> shown_options(Language language) {
    return {{.text = say(language, {"On leaderboards", "리더보드"}), .value = std::string(leaderboards)},
            {.text = say(language, {"On my birthday", "내 생일"}), .value = std::string(birthday)},
            {.text = say(language, {"On my work anniversaries", "내 입사 기념일"}), .value = std::string(anniversary)}};
}

/// "HH:MM" in minutes.
std::optional<std::int32_t> minute_of(std::string_view time) {
    std::int32_t hours = 0;
    std::int32_t minutes = 0;
    const bool has_form = time.size() == 5 && time[2] == ':';
    if (!has_form || std::from_chars(time.data(), time.data() + 2, hours).ptr != time.data() + 2 ||
        std::from_chars(time.data() + 3, time.data() + 5, minutes).ptr != time.data() + 5) {
        return std::nullopt;
    }
    const bool usable = hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
    return usable ? std::optional(hours * 60 + minutes) : std::nullopt;
}

}  // namespace

std::string_view block_of(SettingsField field) {
    return blocks[static_cast<std::size_t>(field)];
}

std::string settings_modal(const Settings& settings, std::string_view tz) {
    const Language language = settings.language;
    Blocks view;
    const std::vector<Option> languages{{.text = "English", .value = "en"}, {.text = "한국어", .value = "ko"}};
    view.input({.block_id = block_of(SettingsField::language), .label = Text{"Language", "언어"}.in(language)},
               Select{.action_id = block_of(SettingsField::language), .initial = http::name_of(language)}, languages);
    std::vector<std::string> asked;
    for (const std::int32_t day : settings.weekdays) {
        asked.push_back(std::to_string(day));
    }
    view.input({.block_id = block_of(SettingsField::weekdays),
                .label = Text{"Ask me how my day is on", "오늘 하루가 어떤지 물어볼 요일"}.in(language),
                .hint = Text{"Nothing ticked: I don't ask.", "고르지 않으면 묻지 않아요."}.in(language),
                .optional = true},
               Checkboxes{.action_id = block_of(SettingsField::weekdays), .initial = {asked.begin(), asked.end()}},
               day_options(language));
    const std::string at = fmt::format("{:02}:{:02}", settings.at_minute / 60, settings.at_minute % 60);
    view.input({.block_id = block_of(SettingsField::at), .label = Text{"Ask me from", "물어볼 시각"}.in(language)},
               TimePicker{.action_id = block_of(SettingsField::at), .timezone = tz, .initial = at});
    view.input(
        {.block_id = block_of(SettingsField::quiet_from),
         .label = Text{"Quiet from", "방해받고 싶지 않은 시간의 시작"}.in(language)},
        TimePicker{.action_id = block_of(SettingsField::quiet_from), .timezone = tz, .initial = settings.quiet_from});
    view.input(
        {.block_id = block_of(SettingsField::quiet_until),
         .label = Text{"Quiet until", "방해받고 싶지 않은 시간의 끝"}.in(language)},
        TimePicker{.action_id = block_of(SettingsField::quiet_until), .timezone = tz, .initial = settings.quiet_until});
    std::vector<std::string_view> shown;
    const auto tick = [&](bool is_so, std::string_view value) {
        if (is_so) {
            shown.push_back(value);
        }
    };
    tick(settings.on_leaderboards, leaderboards);
    tick(settings.celebrates_birthday, birthday);
    tick(settings.celebrates_anniversary, anniversary);
    view.input({.block_id = block_of(SettingsField::shown),
                .label = Text{"Others may see me", "다른 사람에게 보이는 곳"}.in(language),
                .optional = true},
               Checkboxes{.action_id = block_of(SettingsField::shown), .initial = std::move(shown)},
               shown_options(language));
    return modal_view({.callback_id = settings_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Save", "저장"}.in(language)},
                      std::move(view));
}

std::string settings_saved_modal(Language language) {
    Blocks view;
    view.section(Text{":white_check_mark: Saved.", ":white_check_mark: 저장했어요."}.in(language));
    return modal_view(
        {.callback_id = "settings_saved", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

std::expected<Settings, SettingsField> read_settings(JsonView values) {
    const auto element = [&](SettingsField field) { return values[block_of(field)][block_of(field)]; };
    Settings settings;
    const auto language = element(SettingsField::language)["selected_option"]["value"].string();
    if (language != "ko" && language != "en") {
        return std::unexpected(SettingsField::language);
    }
    settings.language = http::language_of(*language);
    for (const JsonView option : element(SettingsField::weekdays)["selected_options"].elements()) {
        const auto day = http::parse_integer(option["value"].string().value_or(""));
        if (!day || *day < 1 || *day > 7) {
            return std::unexpected(SettingsField::weekdays);
        }
        settings.weekdays.push_back(static_cast<std::int32_t>(*day));
    }
    std::ranges::sort(settings.weekdays);
    const auto at = minute_of(element(SettingsField::at)["selected_time"].string().value_or(""));
    if (!at) {
        return std::unexpected(SettingsField::at);
    }
    settings.at_minute = *at;
    for (const auto& [field, time] : {std::pair{SettingsField::quiet_from, &settings.quiet_from},
                                      std::pair{SettingsField::quiet_until, &settings.quiet_until}}) {
        *time = element(field)["selected_time"].string().value_or("");
        if (!minute_of(*time)) {
            return std::unexpected(field);
        }
    }
    const JsonView shown = element(SettingsField::shown)["selected_options"];
    const auto is_ticked = [&](std::string_view value) {
        for (const JsonView option : shown.elements()) {
            if (option["value"].string() == value) {
                return true;
            }
        }
        return false;
    };
    settings.on_leaderboards = is_ticked(leaderboards);
    settings.celebrates_birthday = is_ticked(birthday);
    settings.celebrates_anniversary = is_ticked(anniversary);
    return settings;
}

bool asks_for_settings(std::string_view text) {
    const std::vector<Token> words = tokens_of(text);
    return words.size() == 1 && (http::same_text(words[0].raw, "settings") || words[0].raw == "설정");
}

}  // namespace gracy::slack
