#include "nginx/zone.hpp"

#include "nginx/configuration.hpp"
#include "nginx/guard.hpp"
#include "serving/routes.hpp"

#include <stdexcept>

namespace gracy::nginx {
namespace {

constexpr std::string_view zone_name = "gracy";

/// nginx hands a zone on to the next configuration when name, size and tag agree. The tag is the layout, and no
/// address: a new build of the module goes on with the numbers of the old one when it reads them in the same way, and
/// begins anew when it does not. Raise it when a member changes its meaning but not its size.
void* layout_tag() {
    constexpr std::uintptr_t meaning = 1;
    return reinterpret_cast<void*>((meaning << 32) ^ sizeof(serving::Numbers));
}

/// What the slab allocator takes for itself and for rounding up to pages.
constexpr std::size_t allocator_overhead = 64 * 1024;

void add(const ngx_shm_zone_t& zone, access::Surface surface, http::Method method, std::string_view pattern) {
    if (!Zone::numbers(zone).add(surface, method, pattern)) {
        ngx_log_error(NGX_LOG_WARN, zone.shm.log, 0,
                      "gracy: the zone has no room for another route, which is not measured");
    }
}

ngx_int_t initialise(ngx_shm_zone_t* zone, void* previous) noexcept {
    if (previous != nullptr) {
        zone->data = previous;
    } else {
        auto* pool = reinterpret_cast<ngx_slab_pool_t*>(zone->shm.addr);
        // Zeroed memory is a valid beginning for every member.
        zone->data = ngx_slab_calloc(pool, sizeof(serving::Numbers));
        if (zone->data == nullptr) {
            return NGX_ERROR;
        }
    }
    return guarded(zone->shm.log, "preparing the zone", static_cast<ngx_int_t>(NGX_ERROR), [&]() -> ngx_int_t {
        const access::RouteTable table = serving::all_routes();
        for (const access::Route* route : table.routes()) {
            add(*zone, route->surface, route->method, route->pattern);
        }
        for (std::size_t surface = 0; surface < serving::surface_count; ++surface) {
            add(*zone, static_cast<access::Surface>(surface), http::Method::other, "");
        }
        return NGX_OK;
    });
}

}  // namespace

std::size_t Zone::least_size() {
    return sizeof(serving::Numbers) + allocator_overhead;
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
