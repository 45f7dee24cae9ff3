// The HTTP client on the manual reactor, against a server on loopback.
#include "worker/curl_client.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "local_server.hpp"
#include "test.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

using gracy::base::Task;
using gracy::io::HttpClient;
using gracy::io::HttpError;
using gracy::io::HttpFailure;
using gracy::io::HttpRequest;
using gracy::io::HttpResponse;
using gracy::io::ManualReactor;
using gracy::io::Pump;
using gracy::worker::CurlClient;
using gracy::worker::CurlSettings;
using namespace std::chrono_literals;

namespace {

Task<void> send(HttpClient& client, HttpRequest request, std::optional<HttpResponse>& response,
                std::optional<HttpError>& error) {
    try {
        response = co_await client.send(std::move(request));
    } catch (const HttpError& failure) {
        error = failure;
    }
}

/// One request on its way.
struct Exchange {
    std::optional<HttpResponse> response;
    std::optional<HttpError> error;
    bool done = false;
    std::unique_ptr<Pump> pump;

    Exchange(ManualReactor& reactor, HttpClient& client, HttpRequest request) {
        pump = std::make_unique<Pump>(reactor, send(client, std::move(request), response, error),
                                      [this](std::exception_ptr) { done = true; });
        pump->start();
    }
    Exchange(const Exchange&) = delete;
};

struct World {
    ManualReactor reactor{ManualReactor::Time::real};
    CurlSettings settings;
    std::optional<CurlClient> client;

    HttpResponse get(HttpRequest request) {
        if (!client) {
            client.emplace(reactor, settings);
        }
        Exchange exchange(reactor, *client, std::move(request));
        if (!reactor.run_until([&] { return exchange.done; })) {
            throw std::runtime_error("no answer");
        }
        if (exchange.error) {
            throw *exchange.error;
        }
        return *exchange.response;
    }
    HttpFailure failure(HttpRequest request) {
        try {
            get(std::move(request));
        } catch (const HttpError& error) {
            return error.failure();
        }
        throw std::runtime_error("there was an answer");
    }
};

HttpRequest to(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    return request;
}

/// Listens, and takes nothing: its queue is full of connections of ours.
class SilentListener {
  public:
    SilentListener() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT(bind(sockets_[0], generic, size) == 0 && listen(sockets_[0], 0) == 0 &&
               getsockname(sockets_[0], generic, &size) == 0);
        port_ = ntohs(address.sin_port);
        for (std::size_t i = 1; i < sockets_.size(); ++i) {
            connect(sockets_[i], generic, size);
        }
    }
    SilentListener(const SilentListener&) = delete;
    ~SilentListener() {
        for (const int each : sockets_) {
            close(each);
        }
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

  private:
    static int open() { return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }
    std::array<int, 4> sockets_{open(), open(), open(), open()};
    int port_ = 0;
};

}  // namespace

TEST(an_answer_comes_with_status_headers_and_body) {
    LocalServer server([](const std::string&) {
        return LocalServer::answer("hello", "X-One: first\r\nX-ONE: second\r\nRetry-After:  7 \r\n", "429 Too Many");
    });
    World world;
    const HttpResponse response = world.get(to(server.url("/path?q=1")));
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.body, std::string("hello"));
    EXPECT_EQ(response.header("x-one").value(), std::string_view("first"));
    EXPECT_EQ(response.header("retry-after").value(), std::string_view("7"));
    EXPECT(!response.header("x-two"));
    EXPECT(server.requests()[0].starts_with("GET /path?q=1 HTTP/1.1\r\n"));
    EXPECT(server.requests()[0].find("User-Agent: gracy-worker\r\n") != std::string::npos);
}

TEST(a_post_sends_its_headers_and_its_body_with_every_byte) {
    LocalServer server([](const std::string&) { return LocalServer::answer("ok"); });
    World world;
    HttpRequest request = to(server.url());
    request.method = "POST";
    request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
    request.body = std::string("{\"a\":\"\0\"}", 9) + std::string(200'000, 'x');
    world.get(request);
    const std::string sent = server.requests()[0];
    EXPECT(sent.starts_with("POST / HTTP/1.1\r\n"));
    EXPECT(sent.ends_with("\r\n\r\n" + request.body));
    EXPECT(sent.find("Content-Type: application/json\r\n") != std::string::npos);
    EXPECT(sent.find("X-Empty:\r\n") != std::string::npos);
    EXPECT(sent.find("Expect") == std::string::npos);
}

TEST(connections_are_used_again_and_never_more_than_allowed) {
    LocalServer server([](const std::string&) {
        std::this_thread::sleep_for(20ms);
        return LocalServer::answer("ok");
    });
    World world;
    world.settings.connections_per_host = 2;
    world.client.emplace(world.reactor, world.settings);
    std::vector<std::unique_ptr<Exchange>> exchanges;
    for (int i = 0; i < 10; ++i) {
        exchanges.push_back(std::make_unique<Exchange>(world.reactor, *world.client, to(server.url())));
    }
    EXPECT(
        world.reactor.run_until([&] { return std::ranges::all_of(exchanges, [](const auto& e) { return e->done; }); }));
    EXPECT(std::ranges::all_of(exchanges, [](const auto& e) { return e->response && e->response->status == 200; }));
    EXPECT_EQ(server.connections(), 2);
    EXPECT_EQ(server.most_at_once(), 2);
}

TEST(an_answer_that_does_not_come_in_time_is_a_timeout) {
    std::atomic<bool> leave = false;
    LocalServer server([&](const std::string&) {
        while (!leave) {
            std::this_thread::sleep_for(5ms);
        }
        return LocalServer::answer("late");
    });
    World world;
    HttpRequest request = to(server.url());
    request.timeout = 100ms;
    const auto error = EXPECT_THROW(HttpError, world.get(request));
    leave = true;
    EXPECT_EQ(error.failure(), HttpFailure::timeout);
    EXPECT(error.maybe_received());
}

TEST(server_that_says_nothing_for_too_long_is_given_up_before_the_time_is_up) {
    std::atomic<bool> leave = false;
    LocalServer server([&](const std::string&) {
        while (!leave) {
            std::this_thread::sleep_for(5ms);
        }
        return LocalServer::answer("late");
    });
    World world;
    HttpRequest request = to(server.url());
    request.timeout = 60s;
    request.silence = 1s;
    const auto error = EXPECT_THROW(HttpError, world.get(request));
    leave = true;
    EXPECT_EQ(error.failure(), HttpFailure::timeout);
    EXPECT(error.maybe_received());
}

TEST(nobody_at_the_address_is_a_failure_to_connect) {
    int port = 0;
    {
        LocalServer gone([](const std::string&) { return std::string(); });
        port = gone.port();
    }
    World world;
    const auto error = EXPECT_THROW(HttpError, world.get(to("http://127.0.0.1:" + std::to_string(port) + "/")));
    EXPECT_EQ(error.failure(), HttpFailure::connect);
    EXPECT(!error.maybe_received());
}

TEST(who_does_not_take_a_connection_is_given_up_long_before_the_request_s_own_time) {
    // A queue that is full: the kernel swallows every further SYN.
    const SilentListener listener;
    World world;
    HttpRequest request = to(listener.url());
    request.connect_timeout = 300ms;
    request.timeout = 20s;
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(world.failure(request), HttpFailure::timeout);
    EXPECT(std::chrono::steady_clock::now() - began < 5s);
}

TEST(an_unknown_name_is_a_failure_to_resolve) {
    World world;
    EXPECT_EQ(world.failure(to("http://no-such-host.invalid/")), HttpFailure::resolve);
}

TEST(an_answer_larger_than_its_limit_is_refused_with_and_without_a_length) {
    LocalServer announced([](const std::string&) { return LocalServer::answer(std::string(5000, 'x')); });
    LocalServer unannounced([](const std::string&) { return "HTTP/1.1 200 OK\r\n\r\n" + std::string(5000, 'x'); });
    World world;
    for (const LocalServer* server : {&announced, &unannounced}) {
        HttpRequest request = to(server->url());
        request.max_response_bytes = 4999;
        EXPECT_EQ(world.failure(request), HttpFailure::too_large);
        request.max_response_bytes = 5000;
        EXPECT_EQ(world.get(request).body.size(), 5000u);
    }
}

TEST(endless_headers_are_refused) {
    LocalServer server([](const std::string&) {
        std::string headers;
        for (int i = 0; i < 2000; ++i) {
            headers += "X-Header-" + std::to_string(i) + ": " + std::string(60, 'x') + "\r\n";
        }
        return LocalServer::answer("ok", headers);
    });
    World world;
    EXPECT_EQ(world.failure(to(server.url())), HttpFailure::too_large);
}

TEST(a_connection_that_ends_in_the_middle_is_broken) {
    LocalServer server([](const std::string&) {
        return std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
    });
    World world;
    EXPECT_EQ(world.failure(to(server.url())), HttpFailure::broken);
}

TEST(what_is_not_http_is_broken) {
    LocalServer server([](const std::string&) { return std::string("SSH-2.0-OpenSSH_9.2\r\n"); });
    World world;
    EXPECT_EQ(world.failure(to(server.url())), HttpFailure::broken);
}

TEST(redirects_are_answers_unless_they_are_asked_for) {
    LocalServer server([](const std::string& request) {
        return request.starts_with("GET /here")
                   ? LocalServer::answer("arrived")
                   : LocalServer::answer("moved", "Location: /here\r\nX-First: 1\r\n", "302 Found");
    });
    World world;
    EXPECT_EQ(world.get(to(server.url())).status, 302);
    HttpRequest request = to(server.url());
    request.redirects = 1;
    const HttpResponse response = world.get(request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, std::string("arrived"));
    EXPECT(!response.header("x-first"));
}

TEST(other_protocols_are_refused) {
    World world;
    EXPECT_EQ(world.failure(to("file:///etc/passwd")), HttpFailure::invalid);
    EXPECT_EQ(world.failure(to("ftp://127.0.0.1/")), HttpFailure::invalid);
    EXPECT_EQ(world.failure(to("not a url")), HttpFailure::invalid);
    LocalServer server(
        [](const std::string&) { return LocalServer::answer("", "Location: file:///etc/passwd\r\n", "302 Found"); });
    HttpRequest request = to(server.url());
    request.redirects = 1;
    EXPECT_EQ(world.failure(request), HttpFailure::broken);
}

TEST(more_redirects_than_were_asked_for_are_no_answer) {
    LocalServer server([](const std::string&) { return LocalServer::answer("", "Location: /again\r\n", "302 Found"); });
    World world;
    HttpRequest request = to(server.url());
    request.redirects = 3;
    EXPECT_EQ(world.failure(request), HttpFailure::broken);
    EXPECT_EQ(server.requests().size(), 4u);
}

TEST(a_header_with_a_line_of_its_own_is_refused) {
    World world;
    HttpRequest request = to("http://127.0.0.1:1/");
    request.headers = {{"X-One", "a\r\nX-Two: b"}};
    EXPECT_EQ(world.failure(request), HttpFailure::invalid);
}

TEST(the_environments_proxy_is_not_used) {
    LocalServer server([](const std::string&) { return LocalServer::answer("direct"); });
    setenv("http_proxy", "http://127.0.0.1:1/", 1);
    World world;
    const HttpResponse response = world.get(to(server.url()));
    unsetenv("http_proxy");
    EXPECT_EQ(response.body, std::string("direct"));
}

TEST(a_configured_proxy_is_used) {
    LocalServer proxy([](const std::string&) { return LocalServer::answer("by proxy"); });
    World world;
    world.settings.proxy = proxy.url("");
    EXPECT_EQ(world.get(to("http://somewhere.invalid/x")).body, std::string("by proxy"));
    EXPECT(proxy.requests()[0].starts_with("GET http://somewhere.invalid/x HTTP/1.1\r\n"));
}

TEST(a_request_that_is_given_up_leaves_nothing_behind) {
    std::atomic<bool> leave = false;
    LocalServer server([&](const std::string& request) {
        while (!leave && request.starts_with("GET /slow")) {
            std::this_thread::sleep_for(5ms);
        }
        return LocalServer::answer("ok");
    });
    World world;
    world.client.emplace(world.reactor, world.settings);
    auto slow = std::make_unique<Exchange>(world.reactor, *world.client, to(server.url("/slow")));
    EXPECT(world.reactor.run_until([&] { return !server.requests().empty(); }));
    slow.reset();
    EXPECT_EQ(world.reactor.watches(), 0u);
    EXPECT_EQ(world.get(to(server.url("/quick"))).status, 200);
    leave = true;
}
