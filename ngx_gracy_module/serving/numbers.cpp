#include "serving/numbers.hpp"

#include <cerrno>
#include <csignal>

namespace gracy::serving {
namespace {

bool gone(pid_t process) {
    return kill(process, 0) != 0 && errno == ESRCH;
}

std::chrono::seconds steady_seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

void WorkerSlot::reset_gauges() {
    database.reset_gauges();
    mongodb.reset_gauges();
    requests_in_progress = 0;
    offload_waiting = 0;
    access_remembered = 0;
    listening = 0;
    event_streams = 0;
    for (auto& member : stream_members) {
        member = 0;
    }
}

void WorkerSlot::give_sign_of_life() {
    heard_of = steady_seconds().count();
}

bool WorkerSlot::is_alive() const {
    const pid_t process = owner;
    return process != 0 && !gone(process) && steady_seconds().count() - heard_of <= longest_silence.count();
}

RouteSeries* Numbers::find(access::Surface surface, http::Method method, std::string_view pattern) {
    pattern = pattern.substr(0, RouteSeries::longest_pattern);
    for (RouteSeries& series : std::span(routes).first(route_count.load(std::memory_order_acquire))) {
        if (series.surface == surface && series.method == method && series.route() == pattern) {
            return &series;
        }
    }
    return nullptr;
}

bool Numbers::add(access::Surface surface, http::Method method, std::string_view pattern) {
    pattern = pattern.substr(0, RouteSeries::longest_pattern);
    if (find(surface, method, pattern) != nullptr) {
        return true;
    }
    const std::size_t place = route_count.load(std::memory_order_relaxed);
    if (place == routes.size()) {
        return false;
    }
    RouteSeries& series = routes[place];
    series.surface = surface;
    series.method = method;
    pattern.copy(series.pattern.data(), pattern.size());
    series.pattern[pattern.size()] = '\0';
    // Workers of the old configuration may read at the same time.
    route_count.store(static_cast<std::uint32_t>(place + 1), std::memory_order_release);
    return true;
}

WorkerSlot* Numbers::claim(pid_t process) {
    // nginx replaces a worker that was killed, so its slot is noticed here, even when this one takes another.
    for (WorkerSlot& slot : workers) {
        pid_t owner = slot.owner.load();
        // Ours until it is empty: another worker that takes it fills it at once.
        if (owner != 0 && (owner == process || gone(owner)) && slot.owner.compare_exchange_strong(owner, process)) {
            release(slot);
        }
    }
    for (WorkerSlot& slot : workers) {
        pid_t nobody = 0;
        if (slot.owner.compare_exchange_strong(nobody, process)) {
            slot.reset_gauges();
            return &slot;
        }
    }
    return nullptr;
}

WorkerSlot& Numbers::claim_or(pid_t process, WorkerSlot& unshared) {
    if (WorkerSlot* slot = claim(process)) {
        return *slot;
    }
    ++workers_without_slot;
    return unshared;
}

void Numbers::release(WorkerSlot& slot) {
    slot.reset_gauges();
    slot.owner.store(0);
}

}  // namespace gracy::serving
