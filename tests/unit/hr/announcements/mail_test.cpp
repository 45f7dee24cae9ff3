#include "hr/announcements/mail.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

hr::AnnouncementText text() {
    return {.title_ko = "휴무 <안내>",
            .title_en = "Holidays",
            .body_ko = "쉬어요 & 놀아요.\n둘째 줄",
            .body_en = "We are off.",
            .require_ack = true,
            .author_name = "김민서",
            .team_space_name = "한빛전자"};
}

hr::AnnouncementAddressee addressee(std::string_view locale) {
    return {.team_space_id = 1,
            .announcement_id = 2,
            .member_id = 3,
            .reminder = false,
            .locale = locale,
            .name = "이지호",
            .email = "jiho.lee@hanbit.example"};
}

}  // namespace

TEST(everybody_reads_their_own_language_or_the_one_that_there_is) {
    EXPECT_EQ(hr::announcement_mail(text(), addressee("ko")).subject, "휴무 <안내>");
    EXPECT_EQ(hr::announcement_mail(text(), addressee("en")).subject, "Holidays");
    hr::AnnouncementText korean = text();
    korean.title_en = korean.body_en = std::nullopt;
    EXPECT_EQ(hr::announcement_mail(korean, addressee("en")).subject, "휴무 <안내>");
    hr::AnnouncementText english = text();
    english.title_ko = english.body_ko = std::nullopt;
    EXPECT_EQ(hr::announcement_mail(english, addressee("ko")).subject, "Holidays");
}

TEST(markup_in_a_text_stays_text) {
    const base::MailMessage mail = hr::announcement_mail(text(), addressee("ko"));
    EXPECT(mail.html.contains("휴무 &lt;안내&gt;"));
    EXPECT(mail.html.contains("쉬어요 &amp; 놀아요.<br>\n둘째 줄"));
    EXPECT(!mail.html.contains("<안내>"));
    EXPECT(mail.text.starts_with("쉬어요 & 놀아요.\n둘째 줄\n\n"));
}

TEST(a_message_has_the_same_id_whenever_it_is_made) {
    const hr::AnnouncementAddressee to = addressee("ko");
    EXPECT_EQ(hr::announcement_message_id(to), hr::announcement_message_id(addressee("en")));
    hr::AnnouncementAddressee other = to;
    other.member_id = 4;
    EXPECT(hr::announcement_message_id(other) != hr::announcement_message_id(to));
    other = to;
    other.reminder = true;
    EXPECT(hr::announcement_message_id(other) != hr::announcement_message_id(to));
    EXPECT_EQ(hr::announcement_mail(text(), other).subject, "[다시 알림] 휴무 <안내>");
}
