#include "hr/accounts/slack_link_mail.hpp"

#include "base/html.hpp"

#include <fmt/format.h>

namespace gracy::hr {

base::MailMessage slack_link_mail(const SlackLinkMail& to) {
    const bool korean = to.locale == "ko";
    const std::string what = korean
                                 ? fmt::format(
                                       "{}님, 안녕하세요. 이제 Slack 계정 {}({})이 {}에서 회원님 본인으로 취급돼요. 그 "
                                       "계정을 쓰는 사람은 회원님에게 보이는 것을 보고 회원님으로 로그인할 수 있어요.",
                                       to.name, to.user_id, to.team_id, to.team_space_name)
                                 : fmt::format(
                                       "Hello {}, somebody in Slack ({} in {}) speaks for you in {} from now on: they "
                                       "see what you see, and can sign in as you.",
                                       to.name, to.user_id, to.team_id, to.team_space_name);
    const std::string otherwise =
        korean
            ? fmt::format(
                  "본인 계정이 아니라면 바로 연결을 끊고(DELETE /api/v1/me/slack/users/{}/{}) 관리자에게 알려 주세요.",
                  to.team_id, to.user_id)
            : fmt::format(
                  "If it is not you, end that at once (DELETE /api/v1/me/slack/users/{}/{}), and tell your "
                  "administrator.",
                  to.team_id, to.user_id);
    base::MailMessage mail;
    mail.to = {std::string(to.name), std::string(to.email)};
    mail.subject = korean ? fmt::format("{} Slack 계정 연결 안내", to.team_space_name)
                          : fmt::format("Somebody in Slack speaks for you in {}", to.team_space_name);
    mail.text = fmt::format("{}\n\n{}\n", what, otherwise);
    mail.html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n"
        "<p>{}</p>\n<p>{}</p>\n</body>\n</html>\n",
        korean ? "ko" : "en", base::escape_html(mail.subject), base::escape_html(what), base::escape_html(otherwise));
    return mail;
}

}  // namespace gracy::hr
