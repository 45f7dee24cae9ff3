// What an SMTP dialogue that failed means for the message.
#pragma once

#include "io/mail_sender.hpp"

#include <string>

namespace gracy::worker {

/// How far a dialogue came: the last thing that was said to the server.
enum class SmtpStage : unsigned char {
    connecting,  // greeting, EHLO, STARTTLS, AUTH
    sender,      // MAIL FROM
    recipient,   // RCPT TO
    message,     // DATA, or in the middle of the message
    sent,        // the whole message and the final dot are on their way
};

struct SmtpFailure {
    SmtpStage stage = SmtpStage::connecting;
    /// The server's last reply at that stage; 0 when it said nothing.
    int code = 0;
    /// Its text, or libcurl's.
    std::string reply;
    bool timed_out = false;
};

/// RFC 5321, 4.2.1: 4yz passes, 5yz stays. Before there is a recipient no message is the reason; without an answer to
/// the final dot the server may have the message (RFC 1047).
io::MailResult outcome_of(SmtpFailure failure);

}  // namespace gracy::worker
