#include "slack/people/workspace_address.hpp"
#include "test.hpp"

#include <string_view>

using namespace gracy;
using namespace gracy::slack;

namespace {

std::string address_in(std::string_view answer) {
    const base::Json json = base::Json::parse(answer);
    return workspace_address(json.view()).value_or("-");
}

}  // namespace

TEST(address_is_the_one_that_slack_says) {
    EXPECT_EQ(address_in(R"({"url": "https://hanbit.slack.com/"})"), "https://hanbit.slack.com/");
    EXPECT_EQ(address_in(R"({"url": "https://hanbit.slack.com/", "domain": "other"})"), "https://hanbit.slack.com/");
}

TEST(name_of_a_workspace_makes_its_address) {
    EXPECT_EQ(address_in(R"({"domain": "hanbit-busan"})"), "https://hanbit-busan.slack.com/");
}

TEST(what_is_no_address_begins_no_link) {
    for (const std::string_view answer :
         {R"({})", R"({"url": 7})", R"({"url": "https://hanbit.slack.com"})", R"({"url": "javascript:alert(1)/"})",
          R"({"url": "https://hanbit.slack.com/a/"})", R"({"url": "https://a>b.slack.com/"})",
          R"({"url": "https:///"})", R"({"domain": ""})", R"({"domain": "a/b"})", R"({"domain": "한빛"})"}) {
        EXPECT_EQ(address_in(answer), "-");
    }
}
