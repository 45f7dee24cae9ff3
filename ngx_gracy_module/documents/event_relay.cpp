#include "documents/event_relay.hpp"

namespace gracy::documents {
namespace {

constexpr std::size_t at_once = 50;

}  // namespace

base::Task<std::exception_ptr> EventRelay::have_effects(const std::vector<OpenEvent>& events,
                                                        std::vector<std::string>& had) {
    for (const OpenEvent& event : events) {
        try {
            co_await effect_(event);
        } catch (...) {
            co_return std::current_exception();
        }
        had.push_back(event.id);
    }
    co_return nullptr;
}

base::Task<bool> EventRelay::relay_some() {
    const std::vector<OpenEvent> events = co_await source_.open_events(at_once);
    std::vector<std::string> had;
    const std::exception_ptr failure = co_await have_effects(events, had);
    if (!had.empty()) {
        co_await source_.mark_handled(std::move(had));
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return events.size() == at_once;
}

}  // namespace gracy::documents
