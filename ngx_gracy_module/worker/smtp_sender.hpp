// io::MailSender on an SMTP relay (RFC 5321), through libcurl.
#pragma once

#include "base/clock.hpp"
#include "io/mail_sender.hpp"
#include "io/reactor.hpp"
#include "worker/configuration.hpp"
#include "worker/curl_multi.hpp"

#include <string>

namespace gracy::worker {

class SmtpSender final : public io::MailSender {
  public:
    /// `authorities_file`: what TLS trusts instead of the system's; may be empty. Everything must outlive the sender;
    /// destroy it after every task that it made, and before the reactor.
    SmtpSender(io::Reactor& reactor, const base::Clock& clock, const MailConfiguration& configuration,
               std::string authorities_file);

    base::Task<io::MailResult> send(base::MailMessage message) override;
    std::string_view transport() const override { return "smtp"; }
    std::int32_t per_minute() const override { return configuration_.per_minute; }
    std::chrono::seconds timeout() const override { return configuration_.timeout; }
    std::chrono::seconds pause() const override { return configuration_.pause; }

  private:
    class Transfer;

    const base::Clock& clock_;
    const MailConfiguration& configuration_;
    const std::string authorities_file_;
    CurlMulti multi_;
};

}  // namespace gracy::worker
