// io::MailSender on SendGrid's v3 API (POST /v3/mail/send).
#pragma once

#include "io/http_client.hpp"
#include "io/mail_sender.hpp"
#include "worker/configuration.hpp"

namespace gracy::worker {

class SendgridSender final : public io::MailSender {
  public:
    /// Everything must outlive the sender.
    SendgridSender(io::HttpClient& http, const MailConfiguration& configuration)
        : http_(http), configuration_(configuration) {}

    base::Task<io::MailResult> send(base::MailMessage message) override;
    std::string_view transport() const override { return "sendgrid"; }
    std::int32_t per_minute() const override { return configuration_.per_minute; }
    std::chrono::seconds timeout() const override { return configuration_.timeout; }
    std::chrono::seconds pause() const override { return configuration_.pause; }

  private:
    io::HttpClient& http_;
    const MailConfiguration& configuration_;
};

/// What an answer of the API means for the message.
io::MailResult sendgrid_outcome(const io::HttpResponse& response);

}  // namespace gracy::worker
