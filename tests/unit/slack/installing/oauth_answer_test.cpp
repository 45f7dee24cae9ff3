#include "slack/installing/oauth_answer.hpp"

#include "test.hpp"

using namespace gracy;
using gracy::slack::read_oauth_answer;

namespace {

std::string answer(std::string_view more = "", std::string_view team = R"({"id":"T0HANBIT01","name":"한빛"})") {
    return std::string(
               R"({"ok":true,"app_id":"A1","access_token":"xoxb-1","token_type":"bot","scope":"chat:write,commands",)") +
           R"("bot_user_id":"U1","team":)" + std::string(team) + std::string(more) + "}";
}

std::optional<slack::OauthAnswer> read(const std::string& text) {
    const base::Json json = base::Json::parse(text, {.allow_nul = true});
    return read_oauth_answer(json.view());
}

}  // namespace

TEST(install_answer_says_whose_token_it_is) {
    const auto read_answer = read(answer());
    EXPECT(read_answer->team_id == "T0HANBIT01");
    EXPECT_EQ(read_answer->name, std::string("한빛"));
    EXPECT_EQ(read_answer->tokens.access_token, std::string("xoxb-1"));
    EXPECT(read_answer->scopes == std::vector<std::string>({"chat:write", "commands"}));
    EXPECT(!read_answer->enterprise_id && !read_answer->tokens.expires_in);
}

TEST(rotated_token_has_an_end_and_a_successor) {
    const auto read_answer = read(answer(R"(,"expires_in":43200,"refresh_token":"xoxe-1-a")"));
    EXPECT(read_answer->tokens.expires_in == std::chrono::seconds(43200));
    EXPECT_EQ(read_answer->tokens.refresh_token, std::string("xoxe-1-a"));
    EXPECT(!read(answer(R"(,"refresh_token":"xoxe-1-a")")));
    EXPECT(!read(answer(R"(,"expires_in":0,"refresh_token":"xoxe-1-a")")));
    EXPECT(!read(answer(R"(,"expires_in":43200,"refresh_token":"something else")")));
}

TEST(organization_has_no_team) {
    const auto read_answer =
        read(answer(R"(,"is_enterprise_install":true,"enterprise":{"id":"E1","name":"한빛 그룹"})", "null"));
    EXPECT(read_answer->enterprise_id == "E1" && !read_answer->team_id && read_answer->name == "한빛 그룹");
    EXPECT(!read(answer("", "null")));
    EXPECT(!read(answer(R"(,"is_enterprise_install":true)", "null")));
}

TEST(answer_without_what_every_one_has_is_none) {
    for (const std::string text :
         {"{}", R"({"access_token":"xoxb-1"})",
          R"({"app_id":"A1","access_token":"xoxp-1","token_type":"user","bot_user_id":"U1"})"}) {
        EXPECT(!read(text));
    }
    EXPECT(read(answer("", R"({"id":"T1","name":"a\u0000b"})"))->name.empty());
}
