// Bytes to and from one server, in order, plain or through TLS. One task at a time uses it.
#pragma once

#include "io/condition.hpp"
#include "mongodb/tls.hpp"

#include <memory>
#include <string>

namespace gracy::mongodb {

using io::Condition;
using io::Deadline;

class Stream {
  public:
    explicit Stream(io::Reactor& reactor);
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream();

    /// `address`: numeric. Throws NetworkError, TimeoutError; so do the others.
    base::Task<void> connect(const std::string& address, std::uint16_t port, Deadline deadline);
    base::Task<void> start_tls(const TlsContext& context, const Host& host, Deadline deadline);
    /// Returns when the kernel has all of it.
    base::Task<void> send(std::string bytes, Deadline deadline);
    /// What has arrived, at least one byte.
    base::Task<std::string> receive(Deadline deadline);

    /// While nobody uses it: calls back when something arrives, or when the server goes. Once.
    void watch_idle(io::Callback on_event);

  private:
    base::Task<void> ready(io::Interest interest, Deadline deadline);
    base::Task<void> write(std::string_view bytes, Deadline deadline);
    base::Task<std::string> read(Deadline deadline);
    void on_ready();
    void close() noexcept;

    io::Reactor& reactor_;
    int descriptor_ = -1;
    std::unique_ptr<io::Watch> watch_;
    Condition readiness_;
    io::Callback on_idle_event_;
    std::unique_ptr<TlsSession> tls_;
};

}  // namespace gracy::mongodb
