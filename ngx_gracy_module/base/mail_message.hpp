// A mail as it goes over the wire: RFC 5322 headers, MIME (RFC 2045, 2046) bodies, encoded words (RFC 2047).
//
// Whatever the texts hold, the result is ASCII in lines of at most 78 characters that end with CRLF: what is not plain
// is encoded, so nobody's name or title can add a header.
#pragma once

#include "base/clock.hpp"

#include <string>
#include <string_view>

namespace gracy::base {

struct Mailbox {
    /// May be empty.
    std::string name;
    /// Precondition: is_mail_address.
    std::string address;
};

/// UTF-8 throughout.
struct MailMessage {
    Mailbox from;
    /// Without an address there is no such header.
    Mailbox reply_to;
    Mailbox to;
    std::string subject;
    std::string text;
    std::string html;
    /// Letters, digits, dots and dashes; the sender's domain is added. The same for the same message, however often it
    /// is sent: that is how a repetition is known.
    std::string id;
    Timestamp date;
};

/// An address that every server can be given: ASCII, a dot-atom (RFC 5322, 3.2.3) before the @, a host name behind it,
/// at most 254 characters.
bool is_mail_address(std::string_view text);

/// "<id@domain of from>"
std::string message_id(const MailMessage& message);

/// The text of an unstructured header: as it is when it is short and plain, else encoded words, folded.
std::string encode_header_text(std::string_view text);

/// "Sat, 21 Nov 2026 05:00:00 +0000"
std::string mail_date(Timestamp at);

/// Precondition: the addresses are is_mail_address and `id` is what it says.
std::string compose(const MailMessage& message);

}  // namespace gracy::base
