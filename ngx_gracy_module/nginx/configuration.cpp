#include "nginx/configuration.hpp"

#include "nginx/guard.hpp"
#include "nginx/request_driver.hpp"

#include <fmt/format.h>
#include <string.h>
#include <algorithm>
#include <new>
#include <stdexcept>

namespace gracy::nginx {
namespace {

constexpr ngx_msec_t default_deadline = 5000;
// Slack gives up after three seconds; half a second of it belongs to the network.
constexpr ngx_msec_t default_slack_deadline = 2500;

/// Memory of the pool, destroyed with it.
template <class T>
T* make_in_pool(ngx_pool_t* pool) {
    ngx_pool_cleanup_t* cleanup = ngx_pool_cleanup_add(pool, sizeof(T));
    if (cleanup == nullptr) {
        return nullptr;
    }
    T* object = new (cleanup->data) T();
    cleanup->handler = [](void* data) noexcept { static_cast<T*>(data)->~T(); };
    return object;
}

void wipe(std::string& secret) {
    explicit_bzero(secret.data(), secret.size());
}

/// A body is read whole into one buffer, so the buffer is as large as the largest body that nginx lets through.
char* keep_bodies_in_memory(ngx_conf_t* cf, ngx_http_core_loc_conf_t& core) {
    if (core.client_max_body_size == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "a Gracy location keeps bodies in memory and needs a limit: "
                           "write \"client_max_body_size 1m\" instead of 0");
        return static_cast<char*>(NGX_CONF_ERROR);
    }
    constexpr ngx_uint_t off = 0;  // of an enumeration that ngx_http_core_module.c keeps to itself
    if (core.client_body_in_file_only != off) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "a Gracy location keeps bodies in memory, and would refuse each that is in a file: "
                           "write \"client_body_in_file_only off\"");
        return static_cast<char*>(NGX_CONF_ERROR);
    }
    core.client_body_buffer_size =
        std::max(core.client_body_buffer_size, static_cast<size_t>(core.client_max_body_size));
    return NGX_CONF_OK;
}

void require(bool given, std::string_view needed, access::Surface surface, const MainConfiguration& configuration) {
    if (!given) {
        const Place& place = *configuration.served[static_cast<std::size_t>(surface)];
        throw std::invalid_argument(fmt::format("\"{}\" in {}:{} needs {} in http {{}}", serving::directive_of(surface),
                                                place.file, place.line, needed));
    }
}

}  // namespace

MainConfiguration::~MainConfiguration() {
    for (std::optional<std::string>* secret : {&database_password, &key}) {
        if (*secret) {
            wipe(**secret);
        }
    }
    if (mongodb && mongodb->target.credential) {
        wipe(mongodb->target.credential->password);
    }
    wipe(settings.slack_signing_secret);
    for (std::vector<std::string>* secrets :
         {&old_keys, &settings.alchemy_signing_keys, &settings.quicknode_security_tokens, &settings.moralis_secrets}) {
        std::ranges::for_each(*secrets, wipe);
    }
}

bool MainConfiguration::serves_anything() const {
    return std::ranges::any_of(served, [](const auto& place) { return place.has_value(); });
}

bool MainConfiguration::needs_database() const {
    return serves(access::Surface::hr) || serves(access::Surface::slack) || serves(access::Surface::staking);
}

serving::BackendSettings MainConfiguration::backend_settings() const {
    // Only Slack's requests store documents.
    const bool stores_documents = mongodb && serves(access::Surface::slack);
    return {.access = settings,
            .key = *key,
            .old_keys = old_keys,
            .database = *database,
            .replicas = replicas,
            .pool = pool,
            .mongodb = stores_documents ? &*mongodb : nullptr,
            .keeps_indexes = ngx_worker == 0,
            .offload_threads = offload_threads,
            .offload_queue = offload_queue};
}

void* create_main_configuration(ngx_conf_t* cf) noexcept {
    return guarded<void*>(cf->log, "creating the configuration", nullptr,
                          [&] { return make_in_pool<MainConfiguration>(cf->pool); });
}

void* create_location_configuration(ngx_conf_t* cf) noexcept {
    void* memory = ngx_palloc(cf->pool, sizeof(LocationConfiguration));
    return memory == nullptr ? nullptr : new (memory) LocationConfiguration();
}

char* merge_location_configuration(ngx_conf_t* cf, void* parent, void* child) noexcept {
    auto& outer = *static_cast<LocationConfiguration*>(parent);
    auto& inner = *static_cast<LocationConfiguration*>(child);
    auto* core = static_cast<ngx_http_core_loc_conf_t*>(ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module));
    // Like every content handler, a surface does not reach into nested locations, but into "if" and "limit_except".
    if (inner.surface == NGX_CONF_UNSET_UINT) {
        inner.surface = core->noname && core->handler == nullptr ? outer.surface : LocationConfiguration::no_surface;
        if (inner.surface == NGX_CONF_UNSET_UINT) {
            inner.surface = LocationConfiguration::no_surface;
        }
        if (inner.surface != LocationConfiguration::no_surface) {
            core->handler = handle_request;
        }
    }
    const bool is_slack = inner.surface == static_cast<ngx_uint_t>(access::Surface::slack);
    // What is inherited stays "unset" until a location takes it, because the default depends on the surface.
    if (inner.deadline == NGX_CONF_UNSET_MSEC) {
        inner.deadline = outer.deadline;
    }
    if (inner.surface == LocationConfiguration::no_surface) {
        return NGX_CONF_OK;
    }
    if (inner.deadline == NGX_CONF_UNSET_MSEC) {
        inner.deadline = is_slack ? default_slack_deadline : default_deadline;
    }
    if (!is_slack && serving::needs_database(static_cast<access::Surface>(inner.surface))) {
        MainConfiguration& main = main_configuration(cf);
        main.shortest_deadline = std::min(main.shortest_deadline, std::chrono::milliseconds(inner.deadline));
    }
    return keep_bodies_in_memory(cf, *core);
}

void check(const MainConfiguration& configuration) {
    using access::Surface;
    for (const Surface surface : {Surface::hr, Surface::slack, Surface::staking}) {
        if (configuration.serves(surface)) {
            require(configuration.database.has_value(), "\"gracy_database <conninfo>\"", surface, configuration);
            require(configuration.key.has_value(), "\"gracy_key_file <path>\"", surface, configuration);
        }
    }
    if (configuration.serves(Surface::slack)) {
        require(!configuration.settings.slack_signing_secret.empty(), "\"gracy_slack_signing_secret_file <path>\"",
                Surface::slack, configuration);
    }
    if (configuration.serves(Surface::staking)) {
        const access::Settings& settings = configuration.settings;
        require(!settings.alchemy_signing_keys.empty() || !settings.quicknode_security_tokens.empty() ||
                    !settings.moralis_secrets.empty(),
                "\"gracy_alchemy_signing_key_file <path>\" (or that of another webhook: "
                "\"gracy_quicknode_security_token_file\", \"gracy_moralis_secret_file\")",
                Surface::staking, configuration);
        require(configuration.settings.staking_chain_id > 0, "\"gracy_staking_chain_id <number>\"", Surface::staking,
                configuration);
    }
    if (!configuration.replicas.empty() && !configuration.database) {
        throw std::invalid_argument(
            "\"gracy_database_replica\" answers reads for a primary: add \"gracy_database <conninfo>\" in http {}");
    }
}

std::string warning_of(const MainConfiguration& configuration) {
    const std::optional<Place>& place = configuration.statement_timeout_place;
    if (!place || configuration.pool.statement_timeout < configuration.shortest_deadline) {
        return {};
    }
    return fmt::format(
        "\"gracy_statement_timeout\" in {}:{} is {} ms, and a location's \"gracy_deadline\" is {} ms: what a request "
        "left behind when it was answered 504 goes on and stands in front of others; write a shorter time",
        place->file, place->line, configuration.pool.statement_timeout.count(),
        configuration.shortest_deadline.count());
}

MainConfiguration& main_configuration(ngx_conf_t* cf) {
    return *static_cast<MainConfiguration*>(ngx_http_conf_get_module_main_conf(cf, ngx_gracy_module));
}

const MainConfiguration& main_configuration(const ngx_http_request_t* r) {
    return *static_cast<MainConfiguration*>(ngx_http_get_module_main_conf(r, ngx_gracy_module));
}

const MainConfiguration* main_configuration(ngx_cycle_t* cycle) {
    if (ngx_get_conf(cycle->conf_ctx, ngx_http_module) == nullptr) {
        return nullptr;
    }
    return static_cast<MainConfiguration*>(ngx_http_cycle_get_module_main_conf(cycle, ngx_gracy_module));
}

const LocationConfiguration& location_configuration(ngx_http_request_t* r) {
    return *static_cast<LocationConfiguration*>(ngx_http_get_module_loc_conf(r, ngx_gracy_module));
}

}  // namespace gracy::nginx
