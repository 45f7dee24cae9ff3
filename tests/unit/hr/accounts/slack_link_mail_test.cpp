// What a member is mailed when somebody in Slack begins to speak for them.
#include "hr/accounts/slack_link_mail.hpp"

#include "test.hpp"

using gracy::hr::slack_link_mail;

namespace {

bool says(std::string_view locale, std::string_view words) {
    const auto mail = slack_link_mail({.locale = locale,
                                       .name = "김민수",
                                       .email = "minsu@example.org",
                                       .team_space_name = "한빛전자",
                                       .team_id = "T0LEFT",
                                       .user_id = "U0MINSU"});
    return mail.text.contains(words) && mail.html.contains(words);
}

}  // namespace

TEST(who_it_is_and_what_to_do_is_said_in_the_language_of_the_reader) {
    EXPECT(says("ko", "Slack 계정 U0MINSU(T0LEFT)이 한빛전자에서 회원님 본인으로 취급돼요."));
    EXPECT(says("ko", "바로 연결을 끊고(DELETE /api/v1/me/slack/users/T0LEFT/U0MINSU)"));
    EXPECT(says("en", "somebody in Slack (U0MINSU in T0LEFT) speaks for you in 한빛전자"));
    EXPECT(says("en", "end that at once (DELETE /api/v1/me/slack/users/T0LEFT/U0MINSU)"));
}
