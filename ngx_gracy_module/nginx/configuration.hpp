// What the operator wrote, as the module keeps it: once for http {}, and for every location.
#pragma once

#include "access/services.hpp"
#include "nginx/forwarding_proxies.hpp"
#include "nginx/ngx.hpp"
#include "postgres/conninfo.hpp"
#include "postgres/settings.hpp"
#include "serving/backend_settings.hpp"
#include "serving/surfaces.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gracy::nginx {

/// Where in the configuration something stands.
struct Place {
    std::string file;
    ngx_uint_t line = 0;
};

struct MainConfiguration {
    MainConfiguration() = default;
    MainConfiguration(const MainConfiguration&) = delete;
    MainConfiguration& operator=(const MainConfiguration&) = delete;
    /// Wipes the secrets.
    ~MainConfiguration();

    std::optional<postgres::Conninfo> database;
    std::vector<postgres::Conninfo> replicas;
    std::optional<std::string> database_password;
    postgres::Settings pool;
    std::optional<std::string> key;
    std::vector<std::string> old_keys;
    bool document_store_given = false;
    std::optional<serving::MongodbStore> mongodb;
    access::Settings settings;
    /// 0: by no replica.
    std::size_t replica_connections_given = 0;
    std::size_t replica_lag_given = 0;
    bool statement_header_given = false;
    bool rate_limit_given = false;
    /// Empty: it is the default.
    std::optional<Place> statement_timeout_place;
    /// Of the locations whose statements it ends; Slack's, which Slack's own patience decides, is none of them.
    std::chrono::milliseconds shortest_deadline = std::chrono::milliseconds::max();
    bool lock_timeout_given = false;
    std::size_t offload_threads = 2;
    std::size_t offload_queue = 64;
    bool offload_given = false;
    ForwardingProxies forwarding_proxies;
    ngx_shm_zone_t* zone = nullptr;
    /// Of $request_id.
    ngx_int_t request_id_variable = NGX_ERROR;
    /// Where each surface is first served; empty: nowhere.
    std::array<std::optional<Place>, serving::surface_count> served;

    bool serves(access::Surface surface) const { return served[static_cast<std::size_t>(surface)].has_value(); }
    bool serves_anything() const;
    bool needs_database() const;
    /// What this process's backend is built from; of a configuration that needs the database. Refers to this.
    serving::BackendSettings backend_settings() const;
};

struct LocationConfiguration {
    static constexpr ngx_uint_t no_surface = static_cast<ngx_uint_t>(-2);

    ngx_uint_t surface = NGX_CONF_UNSET_UINT;
    ngx_msec_t deadline = NGX_CONF_UNSET_MSEC;
};

/// For ngx_http_module_t.
void* create_main_configuration(ngx_conf_t* cf) noexcept;
void* create_location_configuration(ngx_conf_t* cf) noexcept;
char* merge_location_configuration(ngx_conf_t* cf, void* parent, void* child) noexcept;

/// After everything was read: what one directive asks of another. Throws std::invalid_argument with what to write.
void check(const MainConfiguration& configuration);
/// What would work, and not as it reads; empty when there is nothing.
std::string warning_of(const MainConfiguration& configuration);

MainConfiguration& main_configuration(ngx_conf_t* cf);
const MainConfiguration& main_configuration(const ngx_http_request_t* r);
/// Null when the cycle has no http {}.
const MainConfiguration* main_configuration(ngx_cycle_t* cycle);
const LocationConfiguration& location_configuration(ngx_http_request_t* r);

}  // namespace gracy::nginx
