#include "slack/celebrations/celebration_post.hpp"

#include "slack/block_kit/block_rules.hpp"
#include "slack_text.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

using namespace std::chrono_literals;
constexpr base::Date friday{std::chrono::sys_days(2026y / 11 / 27)};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string faults(const std::string& message) {
    return describe(check_message_blocks(base::Json::parse(message)["blocks"]));
}

}  // namespace

TEST(everything_of_a_day_is_one_post_by_kind) {
    const std::vector<Celebration> day{
        {.kind = "anniversary", .on = friday, .years = 3, .name = "이지호", .user_id = "U1"},
        {.kind = "birthday", .on = friday + std::chrono::days(1), .name = "김민서", .name_en = "Minseo"},
        {.kind = "birthday", .on = friday, .name = "박<서>연"}};
    const std::string korean = celebration_post(day, friday, Language::korean);
    EXPECT(has(korean, "• <@U1>님: 3년"));
    EXPECT(has(korean, "• 김민서님 (11월 28일)") && has(korean, "박&lt;서&gt;연님\""));
    EXPECT(korean.find("생일") < korean.find("기념일"));
    const std::string english = celebration_post(day, friday, Language::english);
    EXPECT(has(english, "• Minseo (28 November)") && has(english, "<@U1>: 3 years"));
    EXPECT_EQ(faults(korean) + faults(english), "");
    EXPECT_EQ(test::unspoken(korean) + test::unspoken(english), "");
}

TEST(year_of_birth_is_nowhere_and_one_year_is_singular) {
    const std::string post = celebration_post({{.kind = "birthday", .on = friday, .name = "A"},
                                               {.kind = "anniversary", .on = friday, .years = 1, .name = "B"}},
                                              friday, Language::english);
    EXPECT(!has(post, "20") && has(post, "B: one year"));
}

TEST(largest_post_stays_within_slack_s_limits) {
    std::vector<Celebration> day;
    const std::string name(400, '&');
    for (int i = 0; i < 60; ++i) {
        day.push_back({.kind = i % 2 == 0 ? "birthday" : "welcome", .on = friday, .name = name});
    }
    EXPECT_EQ(faults(celebration_post(day, friday, Language::korean)), "");
}
