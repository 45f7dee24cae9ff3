#include "nginx/zone.hpp"

#include "nginx/configuration.hpp"
#include "nginx/guard.hpp"
#include "nginx/routes.hpp"

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string.h>

namespace gracy::nginx {
namespace {

constexpr std::string_view zone_name = "gracy";

/// nginx hands a zone on to the next configuration when name, size and tag agree. The tag is the layout, and no address:
/// a new build of the module goes on with the numbers of the old one when it reads them in the same way, and begins anew
/// when it does not. Raise it when a member changes its meaning but not its size.
void* layout_tag() {
    constexpr std::uintptr_t meaning = 1;
    return reinterpret_cast<void*>((meaning << 32) ^ sizeof(Numbers));
}

/// What the slab allocator takes for itself and for rounding up to pages.
constexpr std::size_t allocator_overhead = 64 * 1024;

void add(const ngx_shm_zone_t& zone, access::Surface surface, http::Method method, std::string_view pattern) {
    if (!Zone::numbers(zone).add(surface, method, pattern)) {
        ngx_log_error(NGX_LOG_WARN, zone.shm.log, 0, "gracy: the zone has no room for another route, which is not measured");
    }
}

ngx_int_t initialise(ngx_shm_zone_t* zone, void* previous) noexcept {
    if (previous != nullptr) {
        zone->data = previous;
    } else {
        auto* pool = reinterpret_cast<ngx_slab_pool_t*>(zone->shm.addr);
        // Zeroed memory is a valid beginning for every member.
        zone->data = ngx_slab_calloc(pool, sizeof(Numbers));
        if (zone->data == nullptr) {
            return NGX_ERROR;
        }
    }
    return guarded(zone->shm.log, "preparing the zone", static_cast<ngx_int_t>(NGX_ERROR), [&]() -> ngx_int_t {
        const access::RouteTable table = all_routes();
        for (const access::Route* route : table.routes()) {
            add(*zone, route->surface, route->method, route->pattern);
        }
        for (std::size_t surface = 0; surface < surface_count; ++surface) {
            add(*zone, static_cast<access::Surface>(surface), http::Method::other, "");
        }
        return NGX_OK;
    });
}

bool gone(ngx_pid_t process) {
    return kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

void WorkerSlot::reset_gauges() {
    database.reset_gauges();
    requests_in_progress = 0;
    offload_waiting = 0;
    access_remembered = 0;
    listening = 0;
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

WorkerSlot* Numbers::claim(ngx_pid_t process) {
    for (WorkerSlot& slot : workers) {
        ngx_pid_t owner = slot.owner.load();
        if ((owner == 0 || owner == process || gone(owner)) && slot.owner.compare_exchange_strong(owner, process)) {
            slot.reset_gauges();
            return &slot;
        }
    }
    return nullptr;
}

void Numbers::release(WorkerSlot& slot) {
    slot.reset_gauges();
    slot.owner.store(0);
}

std::size_t Zone::least_size() {
    return sizeof(Numbers) + allocator_overhead;
}

ngx_shm_zone_t* Zone::add(ngx_conf_t* cf, std::size_t size) {
    ngx_str_t name = borrowed(zone_name);
    ngx_shm_zone_t* zone = ngx_shared_memory_add(cf, &name, size, layout_tag());
    if (zone == nullptr) {
        throw std::runtime_error("the shared memory could not be declared");
    }
    zone->init = initialise;
    return zone;
}

}  // namespace gracy::nginx
