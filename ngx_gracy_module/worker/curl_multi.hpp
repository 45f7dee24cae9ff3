// libcurl's multi interface on a Reactor: transfers of any protocol that coroutines wait for. Only worker/ includes
// this.
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"

#include <curl/curl.h>
#include <coroutine>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>

namespace gracy::worker {

struct CurlLimits {
    /// Connections to one host; further transfers wait for one, on their own time.
    std::size_t connections_per_host = 8;
    std::size_t connections = 64;
    /// Idle connections that are kept.
    std::size_t idle_connections = 16;
};

class CurlTransfer;

/// The multi handle, its sockets and its one timer.
class CurlMulti {
  public:
    /// Throws std::runtime_error. Destroy it after every transfer, and before the reactor.
    CurlMulti(io::Reactor& reactor, const CurlLimits& limits);
    ~CurlMulti();
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

    /// Throws std::runtime_error.
    void add(CurlTransfer& transfer);
    void remove(CurlTransfer& transfer);

  private:
    static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
    static int on_timer(CURLM* multi, long delay, void* self);
    void watch(curl_socket_t socket, int what);
    void act(curl_socket_t socket, int events);
    void collect();

    io::Reactor& reactor_;
    std::unordered_map<curl_socket_t, std::unique_ptr<io::Watch>> watches_;
    std::unique_ptr<io::Timer> timer_;
    CURLM* multi_;
};

/// One transfer, in the frame of the task that awaits it. Set its options, then await it: `await_resume` is the derived
/// class's, which reads `code`. Destroying it gives it up.
class CurlTransfer {
  public:
    explicit CurlTransfer(CurlMulti& multi);
    virtual ~CurlTransfer();
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
        multi_.add(*this);
        added_ = true;
    }

    CURL* easy() const { return easy_; }
    /// The multi handle's own: the transfer is over.
    void finish(CURLcode code);

  protected:
    /// Takes it off the loop, so that no callback comes any more: first in a derived destructor.
    void stop();
    CURLcode code() const { return code_; }
    /// What libcurl says of the failure.
    std::string message() const;

  private:
    CurlMulti& multi_;
    CURL* easy_;
    bool added_ = false;
    CURLcode code_ = CURLE_OK;
    char message_[CURL_ERROR_SIZE] = {};
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
};

}  // namespace gracy::worker
