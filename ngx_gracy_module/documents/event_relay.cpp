#include "documents/event_relay.hpp"

#include "postgres/error.hpp"

#include <set>

namespace gracy::documents {
namespace {

constexpr std::size_t at_once = 50;

}  // namespace

base::Task<bool> have_in_order(const std::vector<OpenEvent>& events, const Effect& effect) {
    std::set<std::string> held_teams;
    for (const OpenEvent& event : events) {
        if (held_teams.contains(event.team_id)) {
            continue;
        }
        try {
            co_await effect(event);
        } catch (const postgres::Error& error) {
            if (!error.is_undone_by_others()) {
                throw;
            }
            held_teams.insert(event.team_id);
        }
    }
    co_return held_teams.empty();
}

base::Task<bool> EventRelay::relay_some() {
    const std::vector<OpenEvent> events = co_await source_.open_events(at_once);
    std::vector<std::string> had;
    const Effect noted = [&](const OpenEvent& event) -> base::Task<void> {
        co_await effect_(event);
        had.push_back(event.id);
    };
    bool had_all = false;
    std::exception_ptr failure;
    try {
        had_all = co_await have_in_order(events, noted);
    } catch (...) {
        failure = std::current_exception();
    }
    if (!had.empty()) {
        co_await source_.mark_handled(std::move(had));
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    // What is held is looked at again after a pause.
    co_return events.size() == at_once&& had_all;
}

}  // namespace gracy::documents
