#include "hr/accounts/new_password.hpp"

#include "access/password.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

constexpr auto place = http::FieldError::Place::body;
constexpr std::string_view field = "new_password";

}  // namespace

std::string read_new_password(http::JsonBody& body) {
    std::string password = body.secret(field, access::max_password_bytes);
    if (!password.empty() && !access::is_long_enough(password)) {
        body.refuse(
            {place, http::pointer_to(field), "too_short",
             http::Sentence{fmt::format("A password has at least {} characters.", access::min_password_characters),
                            fmt::format("비밀번호는 {}자 이상이어야 해요.", access::min_password_characters)}});
    }
    return password;
}

http::Problem same_password() {
    return http::Problem::validation(
        http::FieldError{place, http::pointer_to(field), "same_as_before",
                         http::Text{"This is the password that you have.", "지금 쓰는 비밀번호와 같아요."}});
}

}  // namespace gracy::hr
