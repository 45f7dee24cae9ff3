#include "hr/accounts/address_mail.hpp"

#include "base/html.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

std::string what_has_changed(const AddressMail& to, bool korean) {
    if (to.by_themselves) {
        return korean ? fmt::format(
                            "{}님, 안녕하세요. {}에 등록된 이메일 주소를 다른 주소로 바꾸셨어요. 앞으로 메일은 그 "
                            "주소로 가요.",
                            to.name, to.team_space_name)
                      : fmt::format(
                            "Hello {}, you have changed your e-mail address in {}. Mail goes to the new one from now "
                            "on.",
                            to.name, to.team_space_name);
    }
    return korean ? fmt::format(
                        "{}님, 안녕하세요. 관리자가 {}에 등록된 회원님의 이메일 주소를 다른 주소로 바꿨어요. 앞으로 "
                        "메일은 그 주소로 가요.",
                        to.name, to.team_space_name)
                  : fmt::format(
                        "Hello {}, an administrator has given you another e-mail address in {}. Mail goes there from "
                        "now on.",
                        to.name, to.team_space_name);
}

/// Who may change their own address is an administrator or an owner.
std::string_view what_to_do(const AddressMail& to, bool korean) {
    if (to.by_themselves) {
        return korean ? "직접 하신 일이 아니라면 바로 다른 관리자나 소유자에게 알려 주세요."
                      : "If this was not you, tell another administrator or an owner at once.";
    }
    return korean ? "모르는 일이라면 바로 관리자에게 알려 주세요."
                  : "If you did not know of this, tell your administrator at once.";
}

}  // namespace

base::MailMessage address_mail(const AddressMail& to) {
    const bool korean = to.locale == "ko";
    const std::string what = what_has_changed(to, korean);
    const std::string_view otherwise = what_to_do(to, korean);
    base::MailMessage mail;
    mail.to = {std::string(to.name), std::string(to.email)};
    mail.subject = korean ? fmt::format("{} 이메일 주소 변경 안내", to.team_space_name)
                          : fmt::format("Your e-mail address in {} was changed", to.team_space_name);
    mail.text = fmt::format("{}\n\n{}\n", what, otherwise);
    mail.html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n"
        "<p>{}</p>\n<p>{}</p>\n</body>\n</html>\n",
        korean ? "ko" : "en", base::escape_html(mail.subject), base::escape_html(what), otherwise);
    return mail;
}

}  // namespace gracy::hr
