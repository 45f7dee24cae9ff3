#include "mongodb/stream.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <system_error>

namespace gracy::mongodb {
namespace {

// A connection that a firewall has forgotten is noticed before an event depends on it.
constexpr int keep_alive_idle_seconds = 120;
constexpr int keep_alive_interval_seconds = 10;
constexpr int keep_alive_probes = 3;

std::string reason(int error) {
    return std::generic_category().message(error);
}

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;

    static Address of(const std::string& text, std::uint16_t port) {
        Address address;
        auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
        auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
        if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
            v4->sin_family = AF_INET;
            v4->sin_port = htons(port);
            address.size = sizeof *v4;
        } else if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
            v6->sin6_family = AF_INET6;
            v6->sin6_port = htons(port);
            address.size = sizeof *v6;
        } else {
            throw NetworkError("\"" + text + "\" is no address");
        }
        return address;
    }
};

void set(int descriptor, int level, int option, int value) {
    // What cannot be set leaves the system's own habit.
    static_cast<void>(setsockopt(descriptor, level, option, &value, sizeof value));
}

void set_options(int descriptor) {
    set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, keep_alive_idle_seconds);
    set(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, keep_alive_interval_seconds);
    set(descriptor, IPPROTO_TCP, TCP_KEEPCNT, keep_alive_probes);
}

}  // namespace

Stream::Stream(io::Reactor& reactor) : reactor_(reactor), readiness_(reactor) {}

Stream::~Stream() {
    close();
}

void Stream::close() noexcept {
    watch_.reset();
    if (descriptor_ >= 0) {
        ::close(std::exchange(descriptor_, -1));
    }
}

void Stream::on_ready() {
    // Level-triggered: whoever is told asks anew, and what nobody waits for must not be told again and again.
    watch_->want(io::Interest::none);
    if (readiness_.awaited()) {
        readiness_.notify_one();
    } else if (on_idle_event_) {
        // It may destroy this stream.
        std::exchange(on_idle_event_, nullptr)();
    }
}

base::Task<void> Stream::ready(io::Interest interest, Deadline deadline) {
    on_idle_event_ = nullptr;
    try {
        watch_->want(interest);
    } catch (const std::system_error& error) {
        throw NetworkError(error.what());
    }
    if (!co_await readiness_.until(deadline)) {
        throw TimeoutError("the server does not answer in time");
    }
}

base::Task<void> Stream::connect(const std::string& address, std::uint16_t port, Deadline deadline) {
    const Address to = Address::of(address, port);
    close();
    descriptor_ = socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor_ < 0) {
        throw NetworkError("no socket: " + reason(errno));
    }
    set_options(descriptor_);
    const int result = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to.storage), to.size);
    if (result != 0 && errno != EINPROGRESS) {
        throw NetworkError("cannot connect: " + reason(errno));
    }
    try {
        watch_ = reactor_.watch(descriptor_, [this](io::Interest) { on_ready(); });
    } catch (const std::system_error& error) {
        throw NetworkError(error.what());
    }
    if (result == 0) {
        co_return;
    }
    co_await ready(io::Interest::write, deadline);
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) {
        throw NetworkError("cannot connect: " + reason(error != 0 ? error : errno));
    }
}

base::Task<void> Stream::start_tls(const TlsContext& context, const Host& host, Deadline deadline) {
    tls_ = std::make_unique<TlsSession>(context, host);
    for (bool done = false; !done;) {
        std::string output;
        try {
            done = tls_->handshake();
        } catch (const NetworkError&) {
            // The server is told why before the connection ends; whether it hears that is its own business.
            output = tls_->take_output();
            static_cast<void>(::send(descriptor_, output.data(), output.size(), MSG_NOSIGNAL));
            throw;
        }
        output = tls_->take_output();
        co_await write(output, deadline);
        if (!done) {
            tls_->feed(co_await read(deadline));
        }
    }
}

base::Task<void> Stream::send(std::string bytes, Deadline deadline) {
    if (tls_) {
        tls_->encrypt(bytes);
        bytes = tls_->take_output();
    }
    co_await write(bytes, deadline);
}

base::Task<void> Stream::write(std::string_view bytes, Deadline deadline) {
    on_idle_event_ = nullptr;
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            co_await ready(io::Interest::write, deadline);
        } else if (errno != EINTR) {
            throw NetworkError("cannot send: " + reason(errno));
        }
    }
}

base::Task<std::string> Stream::receive(Deadline deadline) {
    if (!tls_) {
        co_return co_await read(deadline);
    }
    for (;;) {
        // First what came together with what was read before.
        std::string plain = tls_->decrypt();
        if (!plain.empty()) {
            co_return plain;
        }
        if (tls_->closed()) {
            throw NetworkError("the server has closed the connection");
        }
        // A renegotiation or a new key may have to be answered.
        const std::string output = tls_->take_output();
        co_await write(output, deadline);
        tls_->feed(co_await read(deadline));
    }
}

base::Task<std::string> Stream::read(Deadline deadline) {
    std::string bytes(16 * 1024, '\0');
    for (;;) {
        const ssize_t count = recv(descriptor_, bytes.data(), bytes.size(), 0);
        if (count > 0) {
            bytes.resize(static_cast<std::size_t>(count));
            co_return bytes;
        }
        if (count == 0) {
            throw NetworkError("the server has closed the connection");
        }
        if (errno == EAGAIN) {
            co_await ready(io::Interest::read, deadline);
        } else if (errno != EINTR) {
            throw NetworkError("cannot receive: " + reason(errno));
        }
    }
}

void Stream::watch_idle(io::Callback on_event) {
    on_idle_event_ = std::move(on_event);
    watch_->want(io::Interest::read);
}

}  // namespace gracy::mongodb
