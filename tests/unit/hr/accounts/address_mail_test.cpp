// What the address before is told.
#include "hr/accounts/address_mail.hpp"

#include "test.hpp"

using gracy::hr::address_mail;
using gracy::hr::AddressMail;

namespace {

AddressMail mail_to(std::string_view locale, bool by_themselves) {
    return {.locale = locale,
            .name = "김민수",
            .email = "before@example.org",
            .team_space_name = "한빛전자",
            .by_themselves = by_themselves};
}

bool says(const AddressMail& to, std::string_view words) {
    const auto mail = address_mail(to);
    return mail.text.contains(words) && mail.html.contains(words);
}

}  // namespace

TEST(whoever_changed_the_address_is_named_in_the_language_of_the_reader) {
    EXPECT(says(mail_to("ko", false), "관리자가 한빛전자에 등록된 회원님의 이메일 주소를 다른 주소로 바꿨어요."));
    EXPECT(says(mail_to("en", false), "an administrator has given you another e-mail address in 한빛전자."));
    EXPECT(says(mail_to("ko", true), "한빛전자에 등록된 이메일 주소를 다른 주소로 바꾸셨어요."));
    EXPECT(says(mail_to("en", true), "you have changed your e-mail address in 한빛전자."));
}

TEST(who_did_not_change_it_themselves_is_not_sent_to_themselves) {
    EXPECT(says(mail_to("ko", true), "바로 다른 관리자나 소유자에게 알려 주세요."));
    EXPECT(says(mail_to("en", true), "tell another administrator or an owner at once."));
}
