// An announcement as a mail to one person.
#pragma once

#include "base/mail_message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::hr {

/// What is the same for everybody.
struct AnnouncementText {
    std::optional<std::string> title_ko;
    std::optional<std::string> title_en;
    std::optional<std::string> body_ko;
    std::optional<std::string> body_en;
    bool require_ack = false;
    std::string author_name;
    std::string team_space_name;
};

struct AnnouncementAddressee {
    std::int64_t team_space_id;
    std::int64_t announcement_id;
    std::int64_t member_id;
    bool reminder;
    /// "ko" or "en": what they read, when the announcement has it.
    std::string_view locale;
    std::string_view name;
    std::string_view email;
};

/// The same id for the same person, announcement and purpose, whenever and by whomever it is made; nobody learns a
/// number from it.
std::string announcement_message_id(const AnnouncementAddressee& to);

/// Without what is the sender's own: from, reply-to, date.
base::MailMessage announcement_mail(const AnnouncementText& text, const AnnouncementAddressee& to);

}  // namespace gracy::hr
