// Answers GET /metrics on one loopback address, and nothing else: HTTP/1.1 as far as Prometheus speaks it (RFC 9112).
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"
#include "worker/loopback_address.hpp"

#include <functional>
#include <list>
#include <memory>
#include <string>

namespace gracy::worker {

class MetricsServer {
  public:
    /// Makes the page; an exception answers 503.
    using Page = std::function<base::Task<std::string>()>;

    /// Listens at once. Throws std::system_error when the address is taken. Everything referred to must outlive this.
    MetricsServer(io::Reactor& reactor, const LoopbackAddress& address, Page page);
    ~MetricsServer();
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;

  private:
    class Connection;

    void accept();
    void gone(Connection* connection);

    io::Reactor& reactor_;
    const Page page_;
    int listener_ = -1;
    std::unique_ptr<io::Watch> watch_;
    std::list<std::unique_ptr<Connection>> connections_;
};

}  // namespace gracy::worker
