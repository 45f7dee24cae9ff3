#include "nginx/forwarding_proxies.hpp"

#include "http/field_value.hpp"

#include <algorithm>
#include <utility>

namespace gracy::nginx {
namespace {

// As set_real_ip_from has them, and as $realip_remote_addr begins for them.
constexpr std::string_view local_peers = "unix:";

bool says_https(const http::Request& request) {
    constexpr std::string_view field = "X-Forwarded-Proto";
    return request.header_count(field) == 1 && http::same_text(*request.header(field), "https");
}

bool has_module(const ngx_cycle_t& cycle, std::string_view name) {
    ngx_module_t** const end = cycle.modules + cycle.modules_n;
    return std::any_of(cycle.modules, end, [name](const ngx_module_t* module) { return module->name == name; });
}

/// Browsers get no session over such a connection, and nothing else would say why. Once for each worker.
void tell_of_disbelief() {
    static constinit bool told = false;
    if (!std::exchange(told, true)) {
        ngx_log_error(NGX_LOG_WARN, ngx_cycle->log, 0,
                      "gracy: X-Forwarded-Proto was not believed, and the connection taken for one without TLS: "
                      "name the proxy in \"gracy_forwarded_proto\"");
    }
}

}  // namespace

bool ForwardingProxies::add(std::string_view range) {
    ngx_str_t text = borrowed(range);
    ngx_cidr_t cidr{};
    if (range == local_peers) {
        cidr.family = AF_UNIX;
    } else if (ngx_ptocidr(&text, &cidr) == NGX_ERROR) {  // NGX_DONE: bits behind the prefix are set, and dropped
        return false;
    }
    ranges_.push_back(cidr);
    return true;
}

bool ForwardingProxies::prepare(ngx_conf_t* cf) {
    // realip puts the client's address, which is the client's word, in the place of the peer's.
    if (ranges_.empty() || !has_module(*cf->cycle, "ngx_http_realip_module")) {
        return true;
    }
    ngx_str_t name = ngx_string("realip_remote_addr");
    peer_variable_ = ngx_http_get_variable_index(cf, &name);
    return peer_variable_ != NGX_ERROR;
}

bool ForwardingProxies::vouch_for_tls(ngx_http_request_t* r, const http::Request& request) const {
    if (!says_https(request)) {
        return false;
    }
    const bool believed = have_sent(r);
    if (!believed) {
        tell_of_disbelief();
    }
    return believed;
}

bool ForwardingProxies::have_sent(ngx_http_request_t* r) const {
    if (ranges_.empty()) {
        return false;
    }
    ngx_array_t ranges{};
    ranges.elts = const_cast<ngx_cidr_t*>(ranges_.data());
    ranges.nelts = ranges_.size();
    if (peer_variable_ == NGX_ERROR) {
        return ngx_cidr_match(r->connection->sockaddr, &ranges) == NGX_OK;
    }
    const ngx_http_variable_value_t* peer = ngx_http_get_indexed_variable(r, static_cast<ngx_uint_t>(peer_variable_));
    if (peer == nullptr || peer->not_found != 0) {
        return false;
    }
    if (std::string_view(reinterpret_cast<const char*>(peer->data), peer->len).starts_with(local_peers)) {
        return std::ranges::any_of(ranges_, [](const ngx_cidr_t& range) { return range.family == AF_UNIX; });
    }
    ngx_addr_t address{};
    return ngx_parse_addr(r->pool, &address, peer->data, peer->len) == NGX_OK &&
           ngx_cidr_match(address.sockaddr, &ranges) == NGX_OK;
}

}  // namespace gracy::nginx
