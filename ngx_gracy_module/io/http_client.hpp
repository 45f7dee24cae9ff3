// HTTP requests to other people's servers. Only the worker has an implementation: nginx never calls out.
#pragma once

#include "base/task.hpp"
#include "base/text.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gracy::io {

struct HttpRequest {
    std::string method = "GET";
    /// http or https. May hold a secret (some providers put a key into the path), so it is never logged.
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// From now to the last byte of the answer.
    std::chrono::milliseconds timeout{10'000};
    std::chrono::milliseconds connect_timeout{3'000};
    /// Once connected: for how long nothing may move, before the answer's first byte or after it. 0: until the timeout.
    std::chrono::seconds silence{0};
    /// Of the answer's body, as transferred. Compressed answers are not asked for.
    std::size_t max_response_bytes = std::size_t(1) << 20;
    /// How many redirects to follow. None unless asked: a redirect of an API call is a mistake or worse.
    unsigned redirects = 0;
    /// Never sent a second time behind the caller's back, as a client does when a kept connection ends before the
    /// answer: for calls that have an effect each time. Such an end is an HttpError that may have been received.
    bool once = false;
};

struct HttpResponse {
    int status = 0;
    /// In the order sent; names in lowercase.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// The first header of that name (lowercase).
    std::optional<std::string_view> header(std::string_view name) const {
        for (const auto& [known, value] : headers) {
            if (known == name) {
                return value;
            }
        }
        return std::nullopt;
    }
};

enum class HttpFailure : unsigned char {
    invalid,    // the request could not be made from what was given
    resolve,    // the host's name has no address
    connect,    // nobody answers there
    tls,        // no trusted connection
    timeout,    // the time was up
    too_large,  // the answer exceeds its limit
    broken,     // the connection ended in the middle, or the answer is not HTTP or redirects to what is not allowed
};

/// No answer was had. An answer with an error status is no exception: it is an answer.
/// `message` may quote what the other side says in any encoding.
class HttpError final : public std::runtime_error {
  public:
    HttpError(HttpFailure failure, bool maybe_received, const std::string& message)
        : std::runtime_error(base::storable(message)), failure_(failure), maybe_received_(maybe_received) {}
    HttpFailure failure() const noexcept { return failure_; }
    /// The server may have acted on the request.
    bool maybe_received() const noexcept { return maybe_received_; }

  private:
    HttpFailure failure_;
    bool maybe_received_;
};

class HttpClient {
  public:
    virtual ~HttpClient() = default;
    /// Throws HttpError. Destroying the task gives the request up.
    virtual base::Task<HttpResponse> send(HttpRequest request) = 0;
};

}  // namespace gracy::io
