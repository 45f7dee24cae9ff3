// A response that is produced while it is sent: the client's speed is the producer's speed.
#pragma once

#include "http/response.hpp"
#include "io/reactor.hpp"
#include "nginx/response_sender.hpp"

#include <chrono>
#include <exception>
#include <optional>

namespace gracy::nginx {

/// The client left, or the connection broke, in the middle of a stream.
struct ClientGone final : std::exception {
    const char* what() const noexcept override { return "the client has left"; }
};

class ResponseStream final : public http::BodyWriter {
  public:
    /// `production` runs (for `limit`) while the next piece is being produced; while the client is slow, nginx's
    /// send_timeout counts. Throws like set_headers, before anything is sent.
    ResponseStream(ngx_http_request_t* r, http::Response response, io::Reactor& reactor, io::Timer& production,
                   std::chrono::milliseconds limit);
    ResponseStream(const ResponseStream&) = delete;
    ResponseStream& operator=(const ResponseStream&) = delete;
    ~ResponseStream();

    /// Throws ClientGone.
    base::Task<void> write(std::string chunk) override;
    base::Task<void> give_way() override;
    bool stopping() const override;

    /// The headers are on their way; the status can no longer change.
    bool begun() const { return begun_.has_value(); }
    std::optional<std::chrono::steady_clock::time_point> begun_at() const { return begun_; }
    /// Everything was produced; the result is for ngx_http_finalize_request.
    ngx_int_t end();
    /// Production failed; the client must see that the body is not whole. The result is for ngx_http_finalize_request.
    static ngx_int_t truncate(ngx_http_request_t* r);
    /// The request is somebody else's from now on, or freed soon; it is not touched any more.
    void leave();

  private:
    class Writable;

    static void on_writable(ngx_http_request_t* r) noexcept;
    ngx_int_t begin();
    bool send(ngx_chain_t* chain);
    bool drained();

    ngx_http_request_t* r_;
    Sent& sent_;
    io::Reactor& reactor_;
    io::Timer& production_;
    std::chrono::milliseconds limit_;
    Writable* waiting_ = nullptr;
    std::optional<std::chrono::steady_clock::time_point> begun_;
    bool header_only_ = false;
    std::chrono::milliseconds given_way_{0};
};

}  // namespace gracy::nginx
