#include "documents/event_relay.hpp"

#include "postgres/error.hpp"

#include <set>

namespace gracy::documents {
namespace {

constexpr std::size_t at_once = 50;

}  // namespace

base::Task<std::exception_ptr> EventRelay::have_effects(const std::vector<OpenEvent>& events,
                                                        std::vector<std::string>& had) {
    std::set<std::string> held_teams;
    for (const OpenEvent& event : events) {
        // What comes behind a held one may undo it, so a workspace's events keep their order.
        if (held_teams.contains(event.team_id)) {
            continue;
        }
        try {
            co_await effect_(event);
        } catch (const postgres::Error& error) {
            if (!error.is_undone_by_others()) {
                co_return std::current_exception();
            }
            held_teams.insert(event.team_id);
            continue;
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
    const bool had_all = had.size() == events.size();
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
