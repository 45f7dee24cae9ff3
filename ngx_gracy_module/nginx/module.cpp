// The module as nginx sees it.
#include "nginx/configuration.hpp"
#include "nginx/directives.hpp"
#include "nginx/guard.hpp"
#include "nginx/log.hpp"
#include "nginx/problem_filter.hpp"
#include "nginx/process.hpp"
#include "nginx/zone.hpp"

namespace gracy::nginx {
namespace {

/// Of gracy_zone.
constexpr std::size_t default_zone_size = 1024 * 1024;

ngx_int_t after_configuration(ngx_conf_t* cf) noexcept {
    try {
        MainConfiguration& main = main_configuration(cf);
        if (!main.serves_anything()) {
            return NGX_OK;
        }
        check(main);
        if (const std::string warning = warning_of(main); !warning.empty()) {
            ngx_log_error(NGX_LOG_WARN, cf->log, 0, "%s", warning.c_str());
        }
        if (main.database_password) {
            main.database->set_password(*main.database_password);
            for (postgres::Conninfo& replica : main.replicas) {
                replica.set_password(*main.database_password);
            }
        }
        if (main.zone == nullptr) {
            main.zone = Zone::add(cf, default_zone_size);
        }
        ngx_str_t request_id = ngx_string("request_id");
        main.request_id_variable = ngx_http_get_variable_index(cf, &request_id);
        if (main.request_id_variable == NGX_ERROR || !main.forwarding_proxies.prepare(cf)) {
            return NGX_ERROR;
        }
        add_problem_filter();
        return NGX_OK;
    } catch (const std::exception& exception) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "%s", exception.what());
    } catch (...) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "Gracy's configuration could not be checked");
    }
    return NGX_ERROR;
}

ngx_int_t init_process(ngx_cycle_t* cycle) noexcept {
    // The cache manager and loader come here as well, and have no use for connections.
    if (ngx_process != NGX_PROCESS_WORKER && ngx_process != NGX_PROCESS_SINGLE) {
        return NGX_OK;
    }
    return guarded(cycle->log, "starting", static_cast<ngx_int_t>(NGX_ERROR), [&]() -> ngx_int_t {
        const MainConfiguration* main = main_configuration(cycle);
        if (main != nullptr && main->serves_anything()) {
            log_to_nginx();
            Process::start(*main);
        }
        return NGX_OK;
    });
}

void exit_process(ngx_cycle_t*) noexcept {
    Process::stop();
}

ngx_http_module_t http_context{
    .preconfiguration = nullptr,
    .postconfiguration = after_configuration,
    .create_main_conf = create_main_configuration,
    .init_main_conf = nullptr,
    .create_srv_conf = nullptr,
    .merge_srv_conf = nullptr,
    .create_loc_conf = create_location_configuration,
    .merge_loc_conf = merge_location_configuration,
};

}  // namespace
}  // namespace gracy::nginx

extern "C" {
ngx_module_t ngx_gracy_module = {
    NGX_MODULE_V1,
    &gracy::nginx::http_context,
    gracy::nginx::directives,
    NGX_HTTP_MODULE,
    nullptr,  // init_master
    nullptr,  // init_module
    gracy::nginx::init_process,
    nullptr,  // init_thread
    nullptr,  // exit_thread
    gracy::nginx::exit_process,
    nullptr,  // exit_master
    NGX_MODULE_V1_PADDING,
};
}
