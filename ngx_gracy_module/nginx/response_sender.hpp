// Hands a whole response to nginx.
#pragma once

#include "http/response.hpp"
#include "nginx/ngx.hpp"

namespace gracy::nginx {

/// What nginx may still look at after the handler is gone, until the request's memory is freed: on HTTP/2 a frame waits
/// in the connection's queue even when its stream was closed.
struct Sent {
    http::Response response;
    /// The piece of a stream that is being sent.
    std::string piece;
    ngx_buf_t buffer{};
    ngx_chain_t chain{};

    /// The response's body as the last buffer of the output.
    ngx_chain_t* whole_body();

    /// In the request's pool. Throws std::bad_alloc.
    static Sent& keep(ngx_http_request_t* r, http::Response response);
};

class ResponseStream;

/// What the module knows about a request, for nginx's callbacks.
struct RequestContext {
    /// The response is ours, and not a page that nginx made.
    bool answered = false;
    ResponseStream* stream = nullptr;
    /// Takes the place of nginx's page; see problem_filter.hpp.
    Sent* replacement = nullptr;

    /// Made when it is first asked for. Throws std::bad_alloc.
    static RequestContext& of(ngx_http_request_t* r);
    /// Null when there is none.
    static RequestContext* find(ngx_http_request_t* r);
};

/// Sends headers and body in one output; the result is for ngx_http_finalize_request. Throws before anything is sent,
/// or not at all.
ngx_int_t send_response(ngx_http_request_t* r, http::Response response);

}  // namespace gracy::nginx
