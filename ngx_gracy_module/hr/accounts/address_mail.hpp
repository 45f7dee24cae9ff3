// The mail to an address that is a member's no longer.
#pragma once

#include "base/mail_message.hpp"

#include <string_view>

namespace gracy::hr {

struct AddressMail {
    std::string_view locale;
    std::string_view name;
    /// The one before. Of the new one nothing is said: who reads this may be anybody.
    std::string_view email;
    std::string_view team_space_name;
    /// Or it was an administrator.
    bool by_themselves;
};

/// Without what is the sender's own: from, reply-to, date, and without an id.
base::MailMessage address_mail(const AddressMail& to);

}  // namespace gracy::hr
