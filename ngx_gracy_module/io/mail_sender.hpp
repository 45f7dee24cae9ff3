// Mail to people. Only the worker has implementations: nginx never calls out.
#pragma once

#include "base/mail_message.hpp"
#include "base/task.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::io {

enum class MailOutcome : unsigned char {
    accepted,     // the server has it, and answers for it
    rejected,     // never to this person: trying again gives the same
    deferred,     // not this message now: later, a limited number of times
    uncertain,    // the server may have it: its answer did not come
    unavailable,  // no message goes at the moment, whoever it is for
};

struct MailResult {
    MailOutcome outcome = MailOutcome::unavailable;
    /// A word for programs: "bad_address", "smtp_550", "http_429", "timeout", ...
    std::string code;
    /// What the server said, or the library: never a secret, and nothing that we sent but the address.
    std::string reply;
    /// When the server says how long to wait.
    std::optional<std::chrono::seconds> retry_after;
};

class MailSender {
  public:
    virtual ~MailSender() = default;
    /// From, Reply-To, date and domain are the sender's own. Never throws for what servers do; destroying the task
    /// gives the message up, and its outcome is then uncertain.
    virtual base::Task<MailResult> send(base::MailMessage message) = 0;

    /// "smtp" or "sendgrid"
    virtual std::string_view transport() const = 0;
    /// Messages a minute that one team space may send.
    virtual std::int32_t per_minute() const = 0;
    /// How long `send` may take at most.
    virtual std::chrono::seconds timeout() const = 0;
    /// How long to leave the server alone after `unavailable`.
    virtual std::chrono::seconds pause() const = 0;
};

}  // namespace gracy::io
