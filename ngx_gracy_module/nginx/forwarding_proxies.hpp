// Proxies in front of nginx, at which TLS ends.
#pragma once

#include "http/request.hpp"
#include "nginx/ngx.hpp"

#include <string_view>
#include <vector>

namespace gracy::nginx {

class ForwardingProxies {
  public:
    /// An address, a range of them with its prefix ("10.0.0.0/8"), or "unix:": whoever comes by a socket of this
    /// machine. False: it is none of these.
    bool add(std::string_view range);
    /// Once all have been added. False: nginx is out of memory.
    bool prepare(ngx_conf_t* cf);

    /// True when one of them has sent `request`, and says that it came to it by https: X-Forwarded-Proto is a word of
    /// theirs, once, and of nobody else's.
    bool vouch_for_tls(ngx_http_request_t* r, const http::Request& request) const;

  private:
    bool have_sent(ngx_http_request_t* r) const;

    std::vector<ngx_cidr_t> ranges_;
    /// Of $realip_remote_addr; NGX_ERROR in an nginx without that module.
    ngx_int_t peer_variable_ = NGX_ERROR;
};

}  // namespace gracy::nginx
