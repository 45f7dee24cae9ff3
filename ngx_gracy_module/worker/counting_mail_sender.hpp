// A mail sender that counts how its messages ended.
#pragma once

#include "io/mail_sender.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace gracy::worker {

/// Messages by io::MailOutcome.
using MailCounts = std::array<std::uint64_t, 5>;
inline constexpr std::array<std::string_view, 5> mail_outcomes{"accepted", "rejected", "deferred", "uncertain",
                                                               "unavailable"};

class CountingMailSender final : public io::MailSender {
  public:
    CountingMailSender(std::unique_ptr<io::MailSender> sender, MailCounts& counts)
        : sender_(std::move(sender)), counts_(counts) {}

    base::Task<io::MailResult> send(base::MailMessage message) override {
        io::MailResult result = co_await sender_->send(std::move(message));
        ++counts_[static_cast<std::size_t>(result.outcome)];
        co_return result;
    }
    std::string_view transport() const override { return sender_->transport(); }
    std::int32_t per_minute() const override { return sender_->per_minute(); }
    std::chrono::seconds timeout() const override { return sender_->timeout(); }
    std::chrono::seconds pause() const override { return sender_->pause(); }

  private:
    std::unique_ptr<io::MailSender> sender_;
    MailCounts& counts_;
};

}  // namespace gracy::worker
