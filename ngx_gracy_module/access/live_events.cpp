#include "access/live_events.hpp"

#include "http/server_sent_events.hpp"

namespace gracy::access {
namespace {

constexpr std::chrono::seconds reconnect_after{2};

}  // namespace

base::Task<void> LiveEvents::produce(http::BodyWriter& writer) {
    const auto end = streams_.now() + longest;
    co_await writer.write(http::reconnection_time(reconnect_after));
    auto silent_since = streams_.now();
    while (!writer.stopping() && streams_.now() < end && co_await may_still_read()) {
        const std::uint64_t heard = streams_.told();
        const Update update = co_await look();
        if (!update.events.empty()) {
            co_await writer.write(update.events);
            silent_since = streams_.now();
        }
        if (update.is_last) {
            co_return;
        }
        co_await streams_.news(heard);
        if (streams_.now() - silent_since >= keep_alive) {
            co_await writer.write(std::string(http::keep_alive_comment));
            silent_since = streams_.now();
        }
    }
}

/// The session or token has not ended meanwhile, and its member may still do this.
base::Task<bool> LiveEvents::may_still_read() {
    const auto known = co_await authenticator_.look_again(who_);
    const bool may = known && includes(known->scopes, scope_);
    co_return may;
}

}  // namespace gracy::access
