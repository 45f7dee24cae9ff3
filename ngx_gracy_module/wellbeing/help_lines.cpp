#include "wellbeing/help_lines.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gracy::wellbeing {
namespace {

using http::Text;

struct Line {
    Text name;
    std::string_view contact;
};

struct Country {
    std::span<const std::string_view> zones;
    std::span<const Line> crisis;
    Line police;
};

constexpr std::array<std::string_view, 2> zones_of_korea{"Asia/Seoul", "ROK"};
constexpr std::array crisis_in_korea{
    Line{{"Suicide prevention line, 24 hours", "자살예방 상담전화 (24시간)"}, "109"},
    Line{{"Mental health crisis line, 24 hours", "정신건강 위기상담전화 (24시간)"}, "1577-0199"},
    Line{{"Emergency", "응급 구조"}, "119"}};

constexpr std::array<std::string_view, 13> zones_of_the_united_states{"America/New_York",
                                                                      "America/Detroit",
                                                                      "America/Chicago",
                                                                      "America/Denver",
                                                                      "America/Boise",
                                                                      "America/Phoenix",
                                                                      "America/Anchorage",
                                                                      "America/Los_Angeles",
                                                                      "America/Juneau",
                                                                      "America/Indiana/Indianapolis",
                                                                      "Pacific/Honolulu",
                                                                      "America/Adak",
                                                                      "America/Kentucky/Louisville"};
constexpr std::array crisis_in_the_united_states{
    Line{{"Suicide and crisis lifeline, 24 hours", "자살·위기 상담전화 (24시간)"}, "988"},
    Line{{"Emergency", "응급 구조"}, "911"}};

constexpr std::array<std::string_view, 1> zones_of_the_united_kingdom{"Europe/London"};
constexpr std::array crisis_in_the_united_kingdom{
    Line{{"Samaritans, 24 hours", "사마리탄즈 상담전화 (24시간)"}, "116 123"}, Line{{"Emergency", "응급 구조"}, "999"}};

constexpr std::array<std::string_view, 0> nowhere{};
constexpr std::array crisis_elsewhere{
    Line{{"Help lines of your country", "나라별 상담전화 찾기"}, "https://findahelpline.com"}};

// The last is everywhere else.
constexpr std::array countries{
    Country{zones_of_korea, crisis_in_korea, {{"Police", "경찰"}, "112"}},
    Country{zones_of_the_united_states, crisis_in_the_united_states, {{"Police", "경찰"}, "911"}},
    Country{zones_of_the_united_kingdom, crisis_in_the_united_kingdom, {{"Police", "경찰"}, "999"}},
    Country{nowhere, crisis_elsewhere, {{"Emergency number of most countries", "대부분 나라의 긴급전화"}, "112"}}};

const Country& country_of(std::string_view zone) {
    const auto* const found = std::ranges::find_if(countries, [zone](const Country& country) {
        return std::ranges::find(country.zones, zone) != country.zones.end();
    });
    return found == countries.end() ? countries.back() : *found;
}

Text message_of(Risk risk) {
    switch (risk) {
        case Risk::harassment:
            return {
                "Nobody has to put up with this. You can ask HR with a ticket that only you send: all owners and "
                "administrators of your team space read it, with your name. If it is about one of them, turn to "
                "somebody whom you trust; if you are in danger, call the police. Only you see this.",
                "혼자 견디지 않아도 돼요. 원할 때 직접 보내는 문의로 인사팀에 물어볼 수 있는데, 팀 스페이스의 소유자와 "
                "관리자 모두가 이름과 함께 읽어요. 그중 한 사람의 일이라면 믿을 수 있는 다른 사람과 이야기하고, "
                "위험하면 경찰에 연락하세요. 이 안내는 나만 볼 수 있어요."};
        case Risk::harm_to_others:
            return {"If somebody may get hurt, there are people who help right now. Only you see this.",
                    "누군가 다칠 것 같다면 지금 바로 도와줄 사람들이 있어요. 이 안내는 나만 볼 수 있어요."};
        case Risk::none:
        case Risk::distress:
        case Risk::self_harm:
            break;
    }
    return {"It sounds hard. You can talk to somebody right now, for free and in confidence. Only you see this.",
            "많이 힘드셨겠어요. 지금 무료로, 비밀로 이야기할 수 있는 곳이 있어요. 이 안내는 나만 볼 수 있어요."};
}

}  // namespace

std::optional<Help> help_for(Risk risk, std::string_view zone, std::optional<std::string_view> support_contact,
                             http::Language language) {
    if (risk == Risk::none) {
        return std::nullopt;
    }
    const Country& country = country_of(zone);
    Help help{.message = message_of(risk).in(language), .lines = {}};
    const auto add = [&](const Line& line) { help.lines.push_back({line.name.in(language), line.contact}); };
    if (risk == Risk::harm_to_others || risk == Risk::harassment) {
        add(country.police);
    }
    if (risk != Risk::harassment) {
        std::ranges::for_each(country.crisis, add);
    }
    if (support_contact) {
        add({{"In your company", "회사 안에서"}, *support_contact});
    }
    return help;
}

void write_help(base::JsonWriter& json, const std::optional<Help>& help) {
    if (!help) {
        json.value(std::nullopt);
        return;
    }
    json.open_object();
    json.field<"message">(help->message);
    json.key<"lines">().open_array();
    for (const Help::Line& line : help->lines) {
        json.open_object();
        json.field<"name">(line.name);
        json.field<"contact">(line.contact);
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

}  // namespace gracy::wellbeing
