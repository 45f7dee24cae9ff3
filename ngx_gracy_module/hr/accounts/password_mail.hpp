// The mail with a link by which somebody sets a password.
#pragma once

#include "base/mail_message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::hr {

struct PasswordMail {
    std::string_view locale;
    std::string_view name;
    std::string_view email;
    std::string_view team_space_name;
    /// Nothing: who gets it has asked, or somebody who knows the address.
    std::optional<std::string_view> asker_name;
    /// With the token behind it.
    std::string link;
};

/// Without what is the sender's own: from, reply-to, date, and without an id.
base::MailMessage password_mail(const PasswordMail& to);

}  // namespace gracy::hr
