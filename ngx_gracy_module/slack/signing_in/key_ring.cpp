#include "slack/signing_in/key_ring.hpp"

#include "base/log.hpp"

namespace gracy::slack {
namespace {

using base::LogLevel;

constexpr std::chrono::hours fresh_for{1};
constexpr std::chrono::seconds call_timeout{5};
constexpr std::size_t largest_answer = 256 * 1024;

}  // namespace

base::Task<void> KeyRing::fetch() {
    io::HttpRequest request;
    request.url = address_;
    request.timeout = call_timeout;
    request.max_response_bytes = largest_answer;
    try {
        const io::HttpResponse response = co_await http_.send(std::move(request));
        auto read = response.status == 200 ? read_signing_keys(response.body) : std::nullopt;
        if (!read) {
            base::log(LogLevel::warning, "slack: its signing keys cannot be read (HTTP {})", response.status);
            co_return;
        }
        keys_ = std::make_shared<const SigningKeys>(std::move(*read));
        fetched_at_ = clock_.now();
    } catch (const io::HttpError& error) {
        base::log(LogLevel::warning, "slack: its signing keys cannot be had: {}", error.what());
    }
}

base::Task<std::shared_ptr<const SigningKeys>> KeyRing::keys() {
    if (!keys_ || clock_.now() - fetched_at_ > fresh_for) {
        co_await fetch();
    }
    co_return keys_;
}

base::Task<std::shared_ptr<const SigningKeys>> KeyRing::newer_keys() {
    co_await fetch();
    co_return keys_;
}

}  // namespace gracy::slack
