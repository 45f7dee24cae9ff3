#include "nginx/problem_filter.hpp"

#include "access/call.hpp"
#include "http/problem.hpp"
#include "nginx/configuration.hpp"
#include "nginx/guard.hpp"
#include "nginx/headers.hpp"
#include "nginx/process.hpp"
#include "nginx/response_sender.hpp"

#include <algorithm>
#include <array>

namespace gracy::nginx {
namespace {

// Per configuration, as nginx keeps them: set again by every reload.
constinit ngx_http_output_header_filter_pt next_header_filter = nullptr;
constinit ngx_http_output_body_filter_pt next_body_filter = nullptr;

bool is_ours_to_render(ngx_http_request_t* r) {
    if (r != r->main || r->err_status < NGX_HTTP_BAD_REQUEST || Process::current() == nullptr ||
        location_configuration(r).surface == LocationConfiguration::no_surface) {
        return false;
    }
    const RequestContext* context = RequestContext::find(r);
    return context == nullptr || !context->answered;
}

/// What nginx refuses before a handler could.
struct Refusal {
    ngx_uint_t status;
    std::string_view code;
    http::Text title;
};
constexpr std::array refusals{
    Refusal{NGX_HTTP_BAD_REQUEST, "bad-request", {"The request is malformed.", "요청 형식이 올바르지 않아요."}},
    Refusal{NGX_HTTP_FORBIDDEN, "forbidden", {"You may not do this.", "권한이 없어요."}},
    Refusal{NGX_HTTP_NOT_FOUND, "not-found", {"There is nothing here.", "찾을 수 없어요."}},
    Refusal{NGX_HTTP_NOT_ALLOWED,
            "method-not-allowed",
            {"This address does not know that method.", "이 주소에서 쓸 수 없는 메서드예요."}},
    Refusal{NGX_HTTP_REQUEST_TIME_OUT,
            "request-timeout",
            {"The request came too slowly.", "요청을 받는 데 시간이 너무 오래 걸렸어요."}},
    Refusal{NGX_HTTP_LENGTH_REQUIRED,
            "length-required",
            {"The request does not say how long it is.", "요청 본문의 길이가 필요해요."}},
    Refusal{NGX_HTTP_REQUEST_URI_TOO_LARGE, "uri-too-long", {"The address is too long.", "주소가 너무 길어요."}},
    Refusal{NGX_HTTP_NOT_IMPLEMENTED,
            "not-implemented",
            {"This kind of request is not known here.", "지원하지 않는 요청이에요."}},
};
constexpr http::Text other_refusal{"The request was refused.", "요청이 거절되었어요."};

std::size_t most_bytes(ngx_http_request_t* r) {
    const auto* core = static_cast<ngx_http_core_loc_conf_t*>(ngx_http_get_module_loc_conf(r, ngx_http_core_module));
    return static_cast<std::size_t>(core->client_max_body_size);
}

http::Problem problem_of(ngx_http_request_t* r) {
    const ngx_uint_t status = r->err_status;
    switch (status) {
        case NGX_HTTP_REQUEST_ENTITY_TOO_LARGE:
            return http::Problem::payload_too_large(most_bytes(r));
        case NGX_HTTP_TOO_MANY_REQUESTS:
            return http::Problem::rate_limited(1);
        case NGX_HTTP_SERVICE_UNAVAILABLE:
            return http::Problem::unavailable(1);
        default:
            break;
    }
    if (status >= NGX_HTTP_INTERNAL_SERVER_ERROR) {
        return http::Problem::internal();
    }
    const auto* known = std::ranges::find(refusals, status, &Refusal::status);
    return known == refusals.end() ? http::Problem(static_cast<int>(status), "refused", other_refusal)
                                   : http::Problem(static_cast<int>(status), known->code, known->title);
}

ngx_int_t filter_header(ngx_http_request_t* r) noexcept {
    if (!is_ours_to_render(r)) {
        return next_header_filter(r);
    }
    guarded(ngx_cycle->log, "rendering a problem", [&] {
        // The request itself may be malformed; what is read of it here is only what nginx has understood.
        http::Request request;
        copy_request(r, Process::current()->request_id_variable(), request, Body::left_out);
        const auto language = access::language_of(request, Process::current()->locale_of(request));
        http::Response response = problem_of(r).respond(language, request.request_id, request.path);
        response.status = static_cast<int>(r->err_status);
        response.with("X-Request-Id", std::string(request.request_id));
        RequestContext& context = RequestContext::of(r);
        Sent& sent = Sent::keep(r, std::move(response));
        set_headers(r, sent.response);
        r->headers_out.content_length_n = static_cast<off_t>(sent.response.body.size());
        context.replacement = &sent;
    });
    return next_header_filter(r);
}

ngx_int_t filter_body(ngx_http_request_t* r, ngx_chain_t* in) noexcept {
    RequestContext* context = RequestContext::find(r);
    if (context == nullptr || context->replacement == nullptr || in == nullptr) {
        return next_body_filter(r, in);
    }
    // nginx's own page is swallowed, and its end brings ours.
    bool last = false;
    for (ngx_chain_t* link = in; link != nullptr; link = link->next) {
        last = last || link->buf->last_buf;
        link->buf->pos = link->buf->last;
    }
    if (!last) {
        return NGX_OK;
    }
    Sent& sent = *std::exchange(context->replacement, nullptr);
    return next_body_filter(r, sent.whole_body());
}

}  // namespace

void add_problem_filter() {
    next_header_filter = ngx_http_top_header_filter;
    ngx_http_top_header_filter = filter_header;
    next_body_filter = ngx_http_top_body_filter;
    ngx_http_top_body_filter = filter_body;
}

}  // namespace gracy::nginx
