#include "slack/receiving/store.hpp"

#include "access/services.hpp"
#include "base/log.hpp"

namespace gracy::slack {

base::Task<http::Response> store(access::Call& call, documents::Event event) {
    const std::string id = event.id;
    try {
        const auto outcome = co_await call.services().event_log.store(std::move(event));
        if (outcome == documents::StoreOutcome::stored) {
            call.database().notify(events_channel);
        }
    } catch (const documents::StoreUnavailable& unavailable) {
        base::log(base::LogLevel::error, "event {} could not be stored: {}", id, unavailable.what());
        co_return http::Response::empty(503);
    }
    co_return http::Response::empty(200);
}

}  // namespace gracy::slack
