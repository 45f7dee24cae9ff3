// What a handler returns: a whole body, or a stream that is produced while it is sent.
#pragma once

#include "base/task.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::http {

/// Where a stream puts its bytes.
class BodyWriter {
  public:
    /// Sends `chunk`; returns when there is room for the next one, so a slow reader slows the producer.
    virtual base::Task<void> write(std::string chunk) = 0;

    /// For whoever writes for long, between two pieces: lets short requests that are under way here go first, for a
    /// moment.
    virtual base::Task<void> give_way() { co_return; }

    /// This process was asked to stop: what could go on for long ends now.
    virtual bool stopping() const { return false; }

  protected:
    ~BodyWriter() = default;
};

/// Produces a body piece by piece. An exception ends the response early, so that the client sees a truncated body
/// and not one that looks complete.
class BodyStream {
  public:
    virtual ~BodyStream() = default;
    virtual base::Task<void> produce(BodyWriter& writer) = 0;

    /// How long the next piece may take; nothing: as long as a request may.
    virtual std::optional<std::chrono::milliseconds> patience() const { return std::nullopt; }
};

struct ResponseHeader {
    std::string name;
    std::string value;
};

struct Response {
    int status = 200;
    /// Empty: no Content-Type is sent.
    std::string_view content_type;
    std::vector<ResponseHeader> headers;
    std::string body;
    /// When set, `body` is not used.
    std::unique_ptr<BodyStream> stream;
    /// Why a request failed, for the log only: never sent.
    std::string cause;

    /// Link, ETag, Cache-Control and X-Request-Id; more are no harm.
    static constexpr std::size_t expected_headers = 4;

    static Response empty(int status) {
        return {.status = status, .content_type = {}, .headers = {}, .body = {}, .stream = {}, .cause = {}};
    }
    static Response json(std::string body, int status = 200) { return of("application/json", std::move(body), status); }
    static Response text(std::string body, int status = 200) {
        return of("text/plain; charset=utf-8", std::move(body), status);
    }
    static Response of(std::string_view content_type, std::string body, int status = 200) {
        Response response = empty(status);
        response.headers.reserve(expected_headers);
        response.content_type = content_type;
        response.body = std::move(body);
        return response;
    }

    Response& with(std::string name, std::string value) & {
        headers.push_back({std::move(name), std::move(value)});
        return *this;
    }
    Response&& with(std::string name, std::string value) && {
        headers.push_back({std::move(name), std::move(value)});
        return std::move(*this);
    }
};

}  // namespace gracy::http
