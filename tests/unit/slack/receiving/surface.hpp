// Slack's two routes with everything around them but a database: a clock that stands still, an event log in memory.
#pragma once

#include "access/authenticator.hpp"
#include "access/respond.hpp"
#include "access/route_table.hpp"
#include "access/services.hpp"
#include "access/streams.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "documents/event_log.hpp"
#include "io/inline_offload.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "io/resolver.hpp"
#include "open_streams.hpp"
#include "slack/routes.hpp"

#include <map>
#include <string>
#include <vector>

namespace gracy::test {

class MemoryEventLog final : public documents::EventLog {
  public:
    base::Task<documents::StoreOutcome> store(documents::Event event) override {
        if (down) {
            throw documents::StoreUnavailable("the store is down");
        }
        const bool stored = events.emplace(event.id, std::move(event)).second;
        co_return stored ? documents::StoreOutcome::stored : documents::StoreOutcome::duplicate;
    }
    void store_later(documents::Event event) noexcept override { copies.push_back(std::move(event)); }
    documents::EventLogStatistics statistics() const override { return {}; }

    bool down = false;
    std::map<std::string, documents::Event> events;
    std::vector<documents::Event> copies;
};

struct SlackSurface {
    static constexpr std::string_view secret = "8f742231b10e8888abcd99yyyzzz85a5";
    static constexpr std::int64_t now = 1'800'000'000;

    std::string timestamp(std::int64_t offset = 0) const { return std::to_string(now + offset); }

    std::string sign(std::string_view body, std::int64_t offset = 0) const {
        const std::string at = timestamp(offset);
        const auto mac = base::hmac_sha256(base::bytes_of(secret), {base::bytes_of("v0:"), base::bytes_of(at),
                                                                    base::bytes_of(":"), base::bytes_of(body)});
        return "v0=" + base::to_hex(mac);
    }

    http::Response send(http::Method method, std::string_view path, std::vector<http::Header> headers,
                        std::string_view body) {
        http::Request request;
        request.method = method;
        request.path = path;
        request.headers = std::move(headers);
        request.body = body;
        request.remote_address = "192.0.2.1";
        request.request_id = "0123456789abcdef0123456789abcdef";
        http::Response response;
        bool done = false;
        io::Pump pump(reactor, answer(request, response), [&](const std::exception_ptr& failure) {
            done = true;
            if (failure) {
                std::rethrow_exception(failure);
            }
        });
        pump.start();
        reactor.run_until([&] { return done; });
        return response;
    }

    /// As Slack would send it.
    http::Response send_signed(std::string_view path, std::string_view content_type, std::string_view body,
                               std::int64_t offset = 0, std::vector<http::Header> more = {}) {
        const std::string at = timestamp(offset);
        const std::string signature = sign(body, offset);
        more.push_back({"Content-Type", content_type});
        more.push_back({"X-Slack-Request-Timestamp", at});
        more.push_back({"X-Slack-Signature", signature});
        return send(http::Method::post, path, std::move(more), body);
    }
    http::Response event(std::string_view body, std::vector<http::Header> more = {}) {
        return send_signed("/slack/events", "application/json", body, 0, std::move(more));
    }
    http::Response command(std::string_view body, std::string_view content_type = "application/x-www-form-urlencoded") {
        return send_signed("/slack/commands", content_type, body);
    }

    base::Task<void> answer(const http::Request& request, http::Response& response) {
        response = co_await access::respond(request, access::Surface::slack, routes, services);
    }

    io::ManualReactor reactor;
    base::ManualClock clock{base::Timestamp(std::chrono::seconds(now))};
    io::InlineOffload offload{reactor};
    io::SystemResolver resolver{offload};
    postgres::Settings database_settings;
    postgres::Statistics statistics;
    postgres::Database database{reactor, resolver,          postgres::Conninfo("host=/nonexistent dbname=none"),
                                {},      database_settings, statistics};
    access::Settings settings{
        .slack_signing_secret = std::string(secret), .slack_app_id = "A0KRD7HC3", .alchemy_signing_keys = {}};
    access::Keys keys = access::Keys::derive("an operator's key of 32 bytes or more");
    access::StoredIdentities identities{database, std::chrono::hours(1)};
    access::Authenticator authenticator{reactor, clock, identities, std::chrono::hours(1)};
    MemoryEventLog log;
    StreamsOfOneProcess everywhere;
    access::Streams streams{reactor, everywhere};
    access::Services services{.clock = clock,
                              .database = database,
                              .offload = offload,
                              .keys = keys,
                              .authenticator = authenticator,
                              .event_log = log,
                              .settings = settings,
                              .streams = streams};
    access::RouteTable routes{slack::routes()};
};

}  // namespace gracy::test
