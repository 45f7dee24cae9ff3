// An HTTP server on loopback that answers what the test says, byte for byte.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

class LocalServer {
  public:
    /// Gets a whole request and returns the raw answer; after an answer without Content-Length the connection closes.
    using Handler = std::function<std::string(const std::string& request)>;

    explicit LocalServer(Handler handler)
        : handler_(std::move(handler)), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (bind(listener_, plain, size) != 0 || listen(listener_, 64) != 0 ||
            getsockname(listener_, plain, &size) != 0) {
            throw std::runtime_error("no port on loopback");
        }
        port_ = ntohs(address.sin_port);
        threads_.emplace_back([this] { accept_all(); });
    }
    LocalServer(const LocalServer&) = delete;
    ~LocalServer() {
        stopping_ = true;
        threads_.front().join();
        for (std::size_t i = 1; i < threads_.size(); ++i) {
            threads_[i].join();
        }
        close(listener_);
    }

    std::string url(const std::string& path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
    int port() const { return port_; }
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    int connections() const { return connections_; }
    int most_at_once() const { return most_at_once_; }
    bool stopping() const { return stopping_; }

    static std::string answer(const std::string& body, const std::string& headers = "",
                              const std::string& status = "200 OK") {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" +
               body;
    }

  private:
    bool readable(int descriptor) const {
        while (!stopping_) {
            pollfd watched{descriptor, POLLIN, 0};
            if (poll(&watched, 1, 20) > 0) {
                return true;
            }
        }
        return false;
    }

    void accept_all() {
        while (readable(listener_)) {
            const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            ++connections_;
            threads_.emplace_back([this, connection] {
                serve(connection);
                close(connection);
            });
        }
    }

    void serve(int connection) {
        std::string buffer;
        while (true) {
            const std::size_t head = buffer.find("\r\n\r\n");
            std::size_t whole = std::string::npos;
            if (head != std::string::npos) {
                const std::size_t length = buffer.find("Content-Length: ");
                whole = head + 4 + (length < head ? std::stoul(buffer.substr(length + 16)) : 0);
            }
            if (whole != std::string::npos && buffer.size() >= whole) {
                const std::string request = buffer.substr(0, whole);
                buffer.erase(0, whole);
                {
                    const std::lock_guard lock(mutex_);
                    requests_.push_back(request);
                }
                most_at_once_ = std::max<int>(most_at_once_, ++active_);
                const std::string answer = handler_(request);
                --active_;
                if (send(connection, answer.data(), answer.size(), MSG_NOSIGNAL) < 0 ||
                    answer.find("Content-Length") == std::string::npos) {
                    return;
                }
                continue;
            }
            std::array<char, 65536> bytes{};
            if (!readable(connection)) {
                return;
            }
            const ssize_t got = recv(connection, bytes.data(), bytes.size(), 0);
            if (got <= 0) {
                return;
            }
            buffer.append(bytes.data(), static_cast<std::size_t>(got));
        }
    }

    Handler handler_;
    int listener_;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> connections_ = 0;
    std::atomic<int> active_ = 0;
    std::atomic<int> most_at_once_ = 0;
    std::vector<std::thread> threads_;
};
