// A pooler in between that drops what a session asks for.
#include "fixture.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <cstring>
#include <map>
#include <thread>
#include <vector>

using namespace gracy;
using namespace gracy::test;
using namespace std::chrono_literals;

namespace {

int loopback_socket(int port, int (*begin)(int, const sockaddr*, socklen_t)) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT(begin(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    return socket;
}

/// The startup message without its parameter `options` (PostgreSQL's protocol: a length, a version, names and values).
std::string without_options(const std::string& message) {
    std::string kept = message.substr(4, 4);
    for (std::size_t at = 8; at < message.size() && message[at] != '\0';) {
        const std::string name = message.c_str() + at;
        const std::string value = message.c_str() + at + name.size() + 1;
        at += name.size() + value.size() + 2;
        if (name != "options") {
            kept += name + '\0' + value + '\0';
        }
    }
    kept += '\0';
    const std::uint32_t length = htonl(static_cast<std::uint32_t>(kept.size() + 4));
    return std::string(reinterpret_cast<const char*>(&length), 4) + kept;
}

/// Passes everything on, as PgBouncer does that ignores the parameter.
class DeafPooler {
  public:
    DeafPooler() : listening_(loopback_socket(0, ::bind)) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        EXPECT(::listen(listening_, 16) == 0);
        EXPECT(::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    DeafPooler(const DeafPooler&) = delete;
    ~DeafPooler() {
        over_ = true;
        thread_.join();
        for (const auto& [from, to] : peers_) {
            ::close(from);
        }
        ::close(listening_);
    }
    std::string conninfo() const {
        return fmt::format("host=127.0.0.1 port={} dbname=client user=client sslmode=disable", port_);
    }

  private:
    void serve() {
        while (!over_) {
            std::vector<pollfd> watched = {{listening_, POLLIN, 0}};
            for (const auto& [from, to] : peers_) {
                watched.push_back({from, POLLIN, 0});
            }
            ::poll(watched.data(), watched.size(), 20);
            for (const pollfd& one : watched) {
                if (one.revents != 0) {
                    one.fd == listening_ ? admit() : pass_on(one.fd);
                }
            }
        }
    }

    void admit() {
        const int client = ::accept(listening_, nullptr, nullptr);
        std::array<char, 4096> startup{};
        const ssize_t count = ::recv(client, startup.data(), startup.size(), 0);
        if (count < 8) {
            ::close(client);
            return;
        }
        const int server = loopback_socket(std::stoi(server_port()), ::connect);
        const std::string message = without_options(std::string(startup.data(), static_cast<std::size_t>(count)));
        EXPECT(::send(server, message.data(), message.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(message.size()));
        peers_[client] = server;
        peers_[server] = client;
    }

    void pass_on(int from) {
        const auto found = peers_.find(from);
        if (found == peers_.end()) {
            return;
        }
        const int to = found->second;
        std::array<char, 16384> bytes{};
        const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
        if (count > 0 && ::send(to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) == count) {
            return;
        }
        peers_.erase(from);
        peers_.erase(to);
        ::close(from);
        ::close(to);
    }

    int listening_;
    int port_ = 0;
    std::map<int, int> peers_;
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

}  // namespace

TEST(a_session_without_the_settings_that_it_asked_for_is_not_used) {
    const DeafPooler pooler;
    Server server(quick_settings(), pooler.conninfo());
    server.open();
    EXPECT(server.reactor.run_until([&] { return server.statistics.connect_failures.load() >= 6; }, 10s));
    EXPECT_EQ(server.statistics.connects.load(), 0U);
    for (const auto& lane : server.database->status()) {
        EXPECT(lane.trouble.contains("search_path that it asked for"));
        EXPECT(lane.trouble.contains("\"options\""));
    }
}
