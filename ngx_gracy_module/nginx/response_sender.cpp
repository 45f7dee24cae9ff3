#include "nginx/response_sender.hpp"

#include "nginx/headers.hpp"

#include <new>

namespace gracy::nginx {

Sent& Sent::keep(ngx_http_request_t* r, http::Response response) {
    ngx_pool_cleanup_t* cleanup = ngx_pool_cleanup_add(r->pool, sizeof(Sent));
    if (cleanup == nullptr) {
        throw std::bad_alloc();
    }
    auto* sent = new (cleanup->data) Sent{.response = std::move(response), .piece = {}};
    cleanup->handler = [](void* data) noexcept { static_cast<Sent*>(data)->~Sent(); };
    return *sent;
}

ngx_chain_t* Sent::whole_body() {
    std::string& body = response.body;
    if (!body.empty()) {
        buffer.pos = reinterpret_cast<u_char*>(body.data());
        buffer.last = buffer.pos + body.size();
        buffer.start = buffer.pos;
        buffer.end = buffer.last;
        buffer.memory = 1;
    }
    buffer.last_buf = 1;
    buffer.last_in_chain = 1;
    chain = {.buf = &buffer, .next = nullptr};
    return &chain;
}

RequestContext* RequestContext::find(ngx_http_request_t* r) {
    return static_cast<RequestContext*>(ngx_http_get_module_ctx(r, ngx_gracy_module));
}

RequestContext& RequestContext::of(ngx_http_request_t* r) {
    if (RequestContext* context = find(r)) {
        return *context;
    }
    void* memory = ngx_palloc(r->pool, sizeof(RequestContext));
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    auto* context = new (memory) RequestContext();
    ngx_http_set_ctx(r, context, ngx_gracy_module);
    return *context;
}

ngx_int_t send_response(ngx_http_request_t* r, http::Response response) {
    RequestContext& context = RequestContext::of(r);
    Sent& sent = Sent::keep(r, std::move(response));
    set_headers(r, sent.response);
    context.answered = true;
    // RFC 9110, 8.6: with 304 it would be the length of what the client has, which nobody has made here.
    r->headers_out.content_length_n =
        sent.response.status == NGX_HTTP_NOT_MODIFIED ? -1 : static_cast<off_t>(sent.response.body.size());
    const ngx_int_t result = ngx_http_send_header(r);
    if (result == NGX_ERROR || result > NGX_OK || r->header_only) {
        return result;
    }
    // nginx keeps small headers back until the body comes, so both leave in one writev.
    return ngx_http_output_filter(r, sent.whole_body());
}

}  // namespace gracy::nginx
