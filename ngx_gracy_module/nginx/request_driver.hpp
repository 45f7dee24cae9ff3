// One request, from its body to its response: owns everything that its coroutine may touch.
//
//     body read -> copy of the request -> coroutine (resumed from posted events only) -> response -> nginx
//
// The client may leave at any moment, and its deadline may pass. A read is then cancelled: its chain of coroutines is
// destroyed. Anything with a side effect goes on without a request, and its result is dropped.
#pragma once

#include "access/route.hpp"
#include "base/frame_pool.hpp"
#include "io/pump.hpp"
#include "nginx/configuration.hpp"
#include "nginx/ngx.hpp"
#include "nginx/response_stream.hpp"
#include "serving/numbers.hpp"

#include <memory>
#include <optional>

namespace gracy::nginx {

class Process;

/// The content handler of Gracy's locations.
ngx_int_t handle_request(ngx_http_request_t* r) noexcept;

class RequestDriver {
  public:
    /// Begins to answer a request whose body was read. Throws before it has taken anything.
    static void begin(Process& process, ngx_http_request_t* r);

    RequestDriver(const RequestDriver&) = delete;
    RequestDriver& operator=(const RequestDriver&) = delete;

    /// The client has gone, or has its response; only the side effect is still under way.
    bool detached() const { return r_ == nullptr; }

    /// Ends it without an answer and without resuming anything.
    void abandon() noexcept;

    /// Live drivers of a process, in no order.
    class List {
      public:
        void add(RequestDriver& driver) noexcept;
        void remove(RequestDriver& driver) noexcept;
        /// Abandons all, or only those that are detached.
        void abandon_all() noexcept;
        void abandon_detached() noexcept;
        std::size_t size() const { return size_; }
        /// When the last one began.
        std::chrono::steady_clock::time_point last_begun() const { return last_begun_; }

      private:
        RequestDriver* first_ = nullptr;
        std::size_t size_ = 0;
        std::chrono::steady_clock::time_point last_begun_{};
    };

    static void* operator new(std::size_t size) { return base::allocate_frame(size); }
    static void operator delete(void* driver, std::size_t size) noexcept { base::release_frame(driver, size); }

  private:
    RequestDriver(Process& process, ngx_http_request_t* r);
    ~RequestDriver();

    static void on_cleanup(void* data) noexcept;

    base::Task<void> run();
    void finished(const std::exception_ptr& failure);
    void client_left();
    void deadline_passed();
    void hold_worker();

    ngx_http_request_t* take_request();
    void log_cause(const http::Response& response) const;
    void note_late_failure();
    ngx_int_t send(ngx_http_request_t* r, http::Response response);
    ngx_int_t send_failure(ngx_http_request_t* r, const std::exception_ptr& failure);
    serving::RouteSeries& series() const;
    void count_response(int status);

    Process& process_;
    /// Null once the client is gone or has its response.
    ngx_http_request_t* r_;
    ngx_http_cleanup_t* cleanup_ = nullptr;
    access::Surface surface_;
    std::chrono::milliseconds deadline_;
    std::chrono::steady_clock::time_point begun_;
    const access::Route* route_ = nullptr;
    RequestDriver* next_ = nullptr;
    RequestDriver* previous_ = nullptr;

    http::Request request_;
    http::Response response_;
    /// Holds a worker that was asked to stop, too.
    std::unique_ptr<io::Timer> timer_;
    std::unique_ptr<http::BodyStream> producer_;
    std::optional<ResponseStream> stream_;
    // Last, so that the coroutines are destroyed before what they use.
    io::Pump pump_;
};

}  // namespace gracy::nginx
