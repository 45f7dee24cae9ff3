#include "slack/home/home.hpp"

#include "base/json.hpp"
#include "test.hpp"

#include <string>
#include <vector>

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

Home home_in(Language language) {
    return {.language = language, .allowance_left = 3};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

TEST(what_waits_for_an_administrator_has_a_button_each) {
    Home home = home_in(Language::english);
    home.duties = HomeDuties{
        .to_approve = 7,
        .open_tickets = 2,
        .announcements = {{.id = "5", .title = "News *", .text = "a < b"}},
        .tickets = {{.id = "8", .title = "Minsu", .text = "When?"}, {.id = "9", .title = "Younghee", .text = "How?"}}};
    std::vector<std::string> buttons;
    const base::Json view = base::Json::parse(home_of(home));
    for (const base::JsonView block : view["blocks"].elements()) {
        const base::JsonView button = block["accessory"];
        if (const auto value = button["value"].string()) {
            buttons.push_back(std::string(button["action_id"].string().value_or("")) + " " + std::string(*value));
        }
    }
    const std::vector<std::string> expected{"review_announcement 5", "answer_ticket_ 8", "answer_ticket_ 9"};
    EXPECT(buttons == expected);
    EXPECT(has(home_of(home), "7 announcements wait for approval") && has(home_of(home), "a &lt; b"));
    EXPECT(has(home_of(home), "*Minsu*") && has(home_of(home), "When?"));
}

TEST(how_many_more_are_celebrated_than_are_named_is_said) {
    Home home = home_in(Language::english);
    home.news = {.celebrated = {"Minsu", "Younghee"}, .celebrated_count = 56};
    EXPECT(has(home_of(home), "Today we celebrate Minsu, Younghee and 54 others"));
    home.language = Language::korean;
    EXPECT(has(home_of(home), "Minsu님, Younghee님 외 54명"));
    home.news.celebrated_count = 2;
    EXPECT(!has(home_of(home), " 외 "));
}
