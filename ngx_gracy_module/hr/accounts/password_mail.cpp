#include "hr/accounts/password_mail.hpp"

#include "base/html.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

struct Words {
    std::string_view language;
    std::string subject;
    std::string why;
    std::string_view how;
    std::string_view otherwise;
};

Words words_for(const PasswordMail& to) {
    if (to.locale == "ko") {
        return {
            .language = "ko",
            .subject = fmt::format("{} 비밀번호 설정", to.team_space_name),
            .why = to.asker_name
                       ? fmt::format("{}님, 안녕하세요. {}님이 비밀번호를 설정할 수 있는 링크를 요청했어요.", to.name,
                                     *to.asker_name)
                       : fmt::format(
                             "{}님, 안녕하세요. 비밀번호를 잊었다고 하셔서, 새로 설정할 수 있는 링크를 보내 드려요.",
                             to.name),
            .how = "24시간 안에 한 번만 쓸 수 있어요. 같은 메일을 여러 통 받았다면 마지막 링크만 열려요.",
            .otherwise = to.asker_name ? "부탁한 적이 없다면 링크를 열지 말고 관리자에게 알려 주세요."
                                       : "요청한 적이 없다면 링크를 열지 마세요. 지금 비밀번호는 그대로예요."};
    }
    return {
        .language = "en",
        .subject = fmt::format("Set your password for {}", to.team_space_name),
        .why = to.asker_name
                   ? fmt::format("Hello {}, {} has asked for a link by which you set your password.", to.name,
                                 *to.asker_name)
                   : fmt::format("Hello {}, we were told that you have forgotten your password. By this link you set "
                                 "another one.",
                                 to.name),
        .how = "It is good once, within 24 hours. If this mail has come more than once, only the last link opens.",
        .otherwise = to.asker_name
                         ? "If you did not want this, do not open the link, and tell your administrator."
                         : "If you did not ask for this, do not open the link: your password is what it was."};
}

}  // namespace

base::MailMessage password_mail(const PasswordMail& to) {
    const Words words = words_for(to);
    base::MailMessage mail;
    mail.to = {std::string(to.name), std::string(to.email)};
    mail.subject = words.subject;
    mail.text = fmt::format("{}\n\n{}\n\n{}\n{}\n", words.why, to.link, words.how, words.otherwise);
    mail.html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta "
        "charset=\"utf-8\"><title>{}</title></head>\n<body>\n<p>{}</p>\n"
        "<p><a href=\"{}\">{}</a></p>\n<p>{}<br>\n{}</p>\n</body>\n</html>\n",
        words.language, base::escape_html(words.subject), base::escape_html(words.why), base::escape_html(to.link),
        base::escape_html(to.link), words.how, words.otherwise);
    return mail;
}

}  // namespace gracy::hr
