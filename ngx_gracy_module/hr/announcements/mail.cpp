#include "hr/announcements/mail.hpp"

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/html.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

std::string escaped(std::string_view text) {
    std::string html;
    html.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
            case '\r':
                break;
            case '\n':
                html += "<br>\n";
                break;
            default:
                base::append_html(html, c);
        }
    }
    return html;
}

struct Words {
    std::string_view language;
    std::string_view please_acknowledge;
    std::string_view reminder;
};
constexpr Words korean{"ko", "확인이 필요한 공지예요. Gracy에서 '확인'을 눌러 주세요.", "다시 알림"};
constexpr Words english{"en", "Please acknowledge this announcement in Gracy.", "Reminder"};

std::string html_of(const Words& words, std::string_view title, std::string_view body, std::string_view note,
                    std::string_view signature) {
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n"
        "<body style=\"font-family:sans-serif;line-height:1.6;word-break:keep-all\">\n<h1 "
        "style=\"font-size:1.3em\">{}</h1>\n"
        "<p>{}</p>\n",
        words.language, escaped(title), escaped(title), escaped(body));
    if (!note.empty()) {
        html += fmt::format("<p><strong>{}</strong></p>\n", escaped(note));
    }
    html += fmt::format("<p style=\"color:#666\">{}</p>\n</body>\n</html>\n", escaped(signature));
    return html;
}

}  // namespace

std::string announcement_message_id(const AnnouncementAddressee& to) {
    const std::string what = fmt::format("gracy announcement {}/{}/{}/{}", to.team_space_id, to.announcement_id,
                                         to.member_id, to.reminder ? "reminder" : "announcement");
    return "announcement." + base::to_hex(base::Bytes(base::sha256(base::bytes_of(std::string_view(what)))).first(16));
}

base::MailMessage announcement_mail(const AnnouncementText& text, const AnnouncementAddressee& to) {
    const bool in_korean = text.title_ko && (to.locale == "ko" || !text.title_en);
    const Words& words = in_korean ? korean : english;
    const std::string_view title = in_korean ? *text.title_ko : text.title_en ? *text.title_en : std::string_view();
    const std::string_view body = in_korean ? *text.body_ko : text.body_en ? *text.body_en : std::string_view();
    const std::string_view note = text.require_ack ? words.please_acknowledge : std::string_view();
    const std::string signature = fmt::format("{} · {}", text.author_name, text.team_space_name);

    base::MailMessage mail;
    mail.to = {std::string(to.name), std::string(to.email)};
    mail.subject = to.reminder ? fmt::format("[{}] {}", words.reminder, title) : std::string(title);
    mail.text = note.empty() ? fmt::format("{}\n\n--\n{}\n", body, signature)
                             : fmt::format("{}\n\n{}\n\n--\n{}\n", body, note, signature);
    mail.html = html_of(words, title, body, note, signature);
    mail.id = announcement_message_id(to);
    return mail;
}

}  // namespace gracy::hr
