#include "worker/metrics_server.hpp"

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "io/pump.hpp"
#include "jobs/failure.hpp"
#include "worker/metrics_request.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <system_error>

namespace gracy::worker {
namespace {

// A scraper has one connection at a time; more than these wait in the backlog until one of them has ended.
constexpr std::size_t most_connections = 8;
constexpr int backlog = 8;
// From the connection to its end, whatever the client does.
constexpr std::chrono::seconds connection_limit{5};

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::system_category(), what);
}

int listen_at(const LoopbackAddress& address) {
    const bool six = address.host.find(':') != std::string::npos;
    const int descriptor = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        fail("socket");
    }
    const int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in four_address{};
    four_address.sin_family = AF_INET;
    four_address.sin_port = htons(address.port);
    sockaddr_in6 six_address{};
    six_address.sin6_family = AF_INET6;
    six_address.sin6_port = htons(address.port);
    six_address.sin6_addr = in6addr_loopback;
    if (!six) {
        inet_pton(AF_INET, address.host.c_str(), &four_address.sin_addr);
    }
    const auto* where =
        six ? reinterpret_cast<const sockaddr*>(&six_address) : reinterpret_cast<const sockaddr*>(&four_address);
    if (bind(descriptor, where, six ? sizeof six_address : sizeof four_address) != 0 ||
        listen(descriptor, backlog) != 0) {
        const int error = errno;
        close(descriptor);
        throw std::system_error(error, std::system_category(), "bind");
    }
    return descriptor;
}

std::string response(std::string_view status, std::string_view type, std::string_view body) {
    return fmt::format(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        "{}",
        status, type, body.size(), body);
}

std::string plain(std::string_view status, std::string_view body) {
    return response(status, "text/plain; charset=utf-8", body);
}

}  // namespace

class MetricsServer::Connection {
  public:
    Connection(MetricsServer& server, int descriptor)
        : server_(server),
          descriptor_(descriptor),
          watch_(server.reactor_.watch(descriptor, [this](io::Interest) { turn(); })),
          limit_(server.reactor_.timer(io::AtShutdown::ignores, [this] { server_.gone(this); })) {
        watch_->want(io::Interest::read);
        limit_->start(connection_limit);
    }
    Connection(const Connection&) = delete;
    ~Connection() {
        watch_.reset();
        close(descriptor_);
    }

  private:
    void turn() {
        if (output_.empty()) {
            read();
        } else {
            write();
        }
    }

    void read() {
        std::array<char, most_request_bytes> buffer{};
        const ssize_t count = recv(descriptor_, buffer.data(), buffer.size(), 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (count <= 0) {
            server_.gone(this);
            return;
        }
        input_.append(buffer.data(), static_cast<std::size_t>(count));
        switch (judge_metrics_request(input_)) {
            case MetricsRequest::incomplete:
                return;
            case MetricsRequest::page:
                make_page();
                return;
            case MetricsRequest::not_found:
                answer(plain("404 Not Found", "see /metrics\n"));
                return;
            case MetricsRequest::not_allowed:
                answer(plain("405 Method Not Allowed", "only GET\n"));
                return;
            case MetricsRequest::bad:
                answer(plain("400 Bad Request", "no HTTP/1.1 request\n"));
                return;
        }
    }

    void make_page() {
        watch_->want(io::Interest::none);
        making_ = std::make_unique<io::Pump>(server_.reactor_, write_page(), [this](std::exception_ptr failure) {
            if (failure) {
                base::log(base::LogLevel::warning, "metrics: {}", jobs::what(failure));
                page_ = plain("503 Service Unavailable", "the metrics cannot be read now\n");
            }
            making_.reset();
            answer(std::move(page_));
        });
        making_->start();
    }

    base::Task<void> write_page() {
        const std::string text = co_await server_.page_();
        page_ = response("200 OK", base::Exposition::content_type, text);
    }

    void answer(std::string text) {
        output_ = std::move(text);
        watch_->want(io::Interest::write);
    }

    void write() {
        const ssize_t count = send(descriptor_, output_.data() + sent_, output_.size() - sent_, MSG_NOSIGNAL);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        sent_ += count > 0 ? static_cast<std::size_t>(count) : 0;
        if (count <= 0 || sent_ == output_.size()) {
            server_.gone(this);
        }
    }

    MetricsServer& server_;
    const int descriptor_;
    std::unique_ptr<io::Watch> watch_;
    std::unique_ptr<io::Timer> limit_;
    std::unique_ptr<io::Pump> making_;
    std::string input_;
    std::string page_;
    std::string output_;
    std::size_t sent_ = 0;
};

MetricsServer::MetricsServer(io::Reactor& reactor, const LoopbackAddress& address, Page page)
    : reactor_(reactor), page_(std::move(page)), listener_(listen_at(address)) {
    watch_ = reactor_.watch(listener_, [this](io::Interest) { accept(); });
    watch_->want(io::Interest::read);
}

MetricsServer::~MetricsServer() {
    connections_.clear();
    watch_.reset();
    close(listener_);
}

void MetricsServer::accept() {
    const int descriptor = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) {
        return;
    }
    connections_.push_back(std::make_unique<Connection>(*this, descriptor));
    if (connections_.size() >= most_connections) {
        watch_->want(io::Interest::none);
    }
}

void MetricsServer::gone(Connection* connection) {
    std::erase_if(connections_, [connection](const auto& other) { return other.get() == connection; });
    watch_->want(io::Interest::read);
}

}  // namespace gracy::worker
