// The shared memory zone that holds the numbers of all workers, and survives a reload.
#pragma once

#include "nginx/ngx.hpp"
#include "serving/numbers.hpp"

namespace gracy::nginx {

class Zone {
  public:
    static std::size_t least_size();
    /// Declares the zone. Throws std::runtime_error.
    static ngx_shm_zone_t* add(ngx_conf_t* cf, std::size_t size);
    static serving::Numbers& numbers(const ngx_shm_zone_t& zone) { return *static_cast<serving::Numbers*>(zone.data); }
};

}  // namespace gracy::nginx
