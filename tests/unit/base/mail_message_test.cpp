#include "base/mail_message.hpp"
#include "test.hpp"

#include <string>

using namespace gracy;
using base::compose;
using base::encode_header_text;
using base::is_mail_address;

namespace {

base::MailMessage message() {
    base::MailMessage mail;
    mail.from = {"한빛전자 인사팀", "hr@hanbit.example"};
    mail.to = {"김민서", "minseo.kim@hanbit.example"};
    mail.subject = "연말 휴무 안내";
    mail.text = "12월 24일부터 쉬어요.\n고마워요.";
    mail.html = "<p>12월 24일부터 쉬어요.</p>";
    mail.id = "announcement.0123abcd";
    mail.date = base::Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + std::chrono::hours(5);
    return mail;
}

/// Every line ends with CRLF, none is longer than 78 characters, and all of it is ASCII.
void expect_sound(const std::string& text) {
    std::size_t line = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        EXPECT(static_cast<unsigned char>(text[i]) < 0x80);
        if (text[i] == '\n') {
            EXPECT(i > 0 && text[i - 1] == '\r');
            EXPECT(line <= 79);
            line = 0;
        } else {
            EXPECT(text[i] != '\r' || (i + 1 < text.size() && text[i + 1] == '\n'));
            ++line;
        }
    }
    EXPECT(text.ends_with("\r\n"));
}

/// The names of the header fields.
std::string fields(const std::string& text) {
    std::string names;
    std::size_t at = 0;
    while (text.compare(at, 2, "\r\n") != 0) {
        const std::size_t end = text.find("\r\n", at);
        if (text[at] != ' ') {
            names += text.substr(at, text.find(':', at) - at) + " ";
        }
        at = end + 2;
    }
    return names;
}

}  // namespace

TEST(a_message_in_korean_is_ascii_in_short_lines) {
    const std::string text = compose(message());
    expect_sound(text);
    EXPECT(text.contains("Date: Sat, 21 Nov 2026 05:00:00 +0000\r\n"));
    EXPECT(text.contains("Message-ID: <announcement.0123abcd@hanbit.example>\r\n"));
    EXPECT(text.contains("Subject: =?UTF-8?B?7Jew66eQIO2ctOustCDslYjrgrQ=?=\r\n"));
    EXPECT_EQ(fields(text), std::string("Date From To Message-ID Subject Auto-Submitted MIME-Version Content-Type "));
}

TEST(nothing_in_a_text_adds_a_header) {
    base::MailMessage mail = message();
    mail.subject = "Hello\r\nBcc: everybody@example.org";
    mail.to.name = "Kim\r\nX-Evil: yes";
    mail.from.name = "a\"b\\c\nX-Evil: yes";
    mail.reply_to = {"\r\n\r\nbody", "people@hanbit.example"};
    const std::string text = compose(mail);
    expect_sound(text);
    EXPECT_EQ(fields(text),
              std::string("Date From Reply-To To Message-ID Subject Auto-Submitted MIME-Version Content-Type "));
    EXPECT(!text.contains("X-Evil"));
    EXPECT(!text.contains("Bcc"));
}

TEST(a_body_line_of_a_dot_or_of_a_boundary_is_only_text) {
    base::MailMessage mail = message();
    mail.text = ".\r\n--=_\r\n\r\nQUIT\r\n" + std::string(5000, 'a');
    const std::string text = compose(mail);
    expect_sound(text);
    EXPECT(!text.contains("QUIT"));
    EXPECT(!text.contains("\r\n.\r\n"));
}

TEST(short_plain_words_stay_as_they_are) {
    EXPECT_EQ(encode_header_text("Year-end holidays"), std::string("Year-end holidays"));
    EXPECT(encode_header_text("=?UTF-8?B?eA==?=") != "=?UTF-8?B?eA==?=");
    EXPECT(encode_header_text(std::string(200, 'x')).contains("\r\n "));
    EXPECT(encode_header_text(" leading").starts_with("=?"));
}

TEST(encoded_words_end_between_characters) {
    std::string subject;
    for (int i = 0; i < 100; ++i) {
        subject += "휴";
    }
    const std::string encoded = encode_header_text(subject);
    // 36 bytes are twelve syllables of three: base64 of whole characters has no remainder.
    EXPECT(encoded.starts_with("=?UTF-8?B?7Zy07Zy07Zy07Zy07Zy07Zy07Zy07Zy07Zy07Zy07Zy07Zy0?=\r\n =?UTF-8?B?"));
    const std::string shifted = encode_header_text("a" + subject);
    EXPECT(shifted.starts_with("=?UTF-8?B?Ye2ctO2ctO2ctO2ctO2ctO2ctO2ctO2ctO2ctO2ctO2ctA==?=\r\n "));
}

TEST(addresses_are_taken_strictly) {
    for (const char* good : {"minseo.kim@hanbit.example", "a+b@x.y", "o'brien@example.org", "a@localhost"}) {
        EXPECT(is_mail_address(good));
    }
    for (const char* bad : {"", "@", "a@", "@b", "a b@c", "a@b c", "a@@b", "a..b@c", ".a@b", "a.@b", "a@b..c", "a@-b",
                            "<a@b>", "a@b\r\nRCPT TO:<c@d>", "김@hanbit.example", "a@b,c@d"}) {
        EXPECT(!is_mail_address(bad));
    }
    EXPECT(!is_mail_address(std::string(65, 'a') + "@b"));
    EXPECT(!is_mail_address("a@" + std::string(64, 'b')));
}
