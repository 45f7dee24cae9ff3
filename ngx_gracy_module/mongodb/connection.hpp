// One connection to one server: a request, its answer, then the next ("Single Track" in MongoDB's driver specification
// "Connection Monitoring and Pooling").
#pragma once

#include "io/resolver.hpp"
#include "mongodb/message.hpp"
#include "mongodb/server.hpp"
#include "mongodb/stream.hpp"

#include <cstdint>
#include <string>

namespace gracy::mongodb {

class Connection {
  public:
    Connection(io::Reactor& reactor, Host host);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Looks the name up, connects, and goes over to TLS when there is a context for it. Throws NetworkError.
    base::Task<void> open(io::Resolver& resolver, const TlsContext* tls, Deadline deadline);

    /// Sends a command and returns the body of its reply. Throws NetworkError, after which the connection is broken: an
    /// answer that comes later would be taken for that to the next request. The same holds when the task is destroyed.
    base::Task<std::string> exchange(std::string_view body, const Sequence* sequence, Deadline deadline);

    bool broken() const { return broken_; }
    const Host& host() const { return host_; }

    /// What the server said of itself when the connection was made.
    ServerDescription server;

    /// Calls back once when an idle connection is of no use any more.
    void watch_idle(io::Callback on_loss) { stream_.watch_idle(std::move(on_loss)); }

  private:
    base::Task<void> connect(const std::vector<std::string>& addresses, Deadline deadline);

    io::Reactor& reactor_;
    Host host_;
    Stream stream_;
    MessageReader reader_;
    std::int32_t last_request_ = 0;
    bool broken_ = false;
};

}  // namespace gracy::mongodb
