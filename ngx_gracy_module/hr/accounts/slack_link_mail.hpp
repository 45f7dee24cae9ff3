// The mail about somebody in Slack who speaks for a member from now on.
#pragma once

#include "base/mail_message.hpp"

#include <string_view>

namespace gracy::hr {

struct SlackLinkMail {
    std::string_view locale;
    std::string_view name;
    std::string_view email;
    std::string_view team_space_name;
    /// As Slack calls the workspace and the person in it.
    std::string_view team_id;
    std::string_view user_id;
};

/// Without what is the sender's own: from, reply-to, date, and without an id.
base::MailMessage slack_link_mail(const SlackLinkMail& to);

}  // namespace gracy::hr
