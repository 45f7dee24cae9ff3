#include "nginx/headers.hpp"

#include "base/ascii.hpp"
#include "base/bytes.hpp"
#include "base/random.hpp"
#include "nginx/configuration.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace gracy::nginx {
namespace {

http::Method method_of(ngx_uint_t method) {
    switch (method) {
        case NGX_HTTP_GET:
            return http::Method::get;
        case NGX_HTTP_HEAD:
            return http::Method::head;
        case NGX_HTTP_POST:
            return http::Method::post;
        case NGX_HTTP_PUT:
            return http::Method::put;
        case NGX_HTTP_PATCH:
            return http::Method::patch;
        case NGX_HTTP_DELETE:
            return http::Method::remove;
        case NGX_HTTP_OPTIONS:
            return http::Method::options;
        default:
            return http::Method::other;
    }
}

template <class Visit>
void for_each_header(const ngx_list_t& list, Visit visit) {
    for (const ngx_list_part_t* part = &list.part; part != nullptr; part = part->next) {
        const auto* fields = static_cast<const ngx_table_elt_t*>(part->elts);
        for (ngx_uint_t i = 0; i < part->nelts; ++i) {
            visit(view(fields[i].key), view(fields[i].value));
        }
    }
}

template <class Visit>
void for_each_body_part(const ngx_http_request_t* r, Body body, Visit visit) {
    if (body == Body::left_out || r->request_body == nullptr) {
        return;
    }
    for (const ngx_chain_t* link = r->request_body->bufs; link != nullptr; link = link->next) {
        if (ngx_buf_in_memory(link->buf)) {
            visit(std::string_view(reinterpret_cast<const char*>(link->buf->pos),
                                   static_cast<std::size_t>(link->buf->last - link->buf->pos)));
        }
    }
}

/// Random bytes for request ids, fetched from the kernel for many requests at once: nginx's own $request_id asks
/// OpenSSL every time, which costs a tenth of a short request. Filled in the worker, after the fork.
class RequestIds {
  public:
    static constexpr std::size_t length = 16;

    base::Bytes next() {
        if (left_ == 0) {
            base::fill_random(bytes_);
            left_ = bytes_.size() / length;
        }
        return base::Bytes(bytes_).subspan(--left_ * length, length);
    }

  private:
    std::array<std::byte, 128 * length> bytes_{};
    std::size_t left_ = 0;
};
constinit RequestIds request_ids;

/// $request_id, with a value of ours unless somebody has asked for it before; whoever asks later gets the same.
std::string_view request_id_of(ngx_http_request_t* r, ngx_int_t index) {
    ngx_http_variable_value_t& value = r->variables[index];
    if (!value.valid && !value.not_found) {
        auto* digits = static_cast<u_char*>(ngx_pnalloc(r->pool, 2 * RequestIds::length));
        if (digits == nullptr) {
            throw std::bad_alloc();
        }
        const base::Bytes id = request_ids.next();
        ngx_hex_dump(digits, reinterpret_cast<u_char*>(const_cast<std::byte*>(id.data())), id.size());
        value = {};
        value.len = 2 * RequestIds::length;
        value.valid = 1;
        value.data = digits;
    }
    return {reinterpret_cast<const char*>(value.data), value.len};
}

bool is_secure(const ngx_http_request_t* r) {
#if (NGX_HTTP_SSL)
    return r->connection->ssl != nullptr;
#else
    (void)r;
    return false;
#endif
}

/// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.empty() &&
           std::ranges::all_of(text, [&](char c) { return base::ascii::is_alphanumeric(c) || others.contains(c); });
}

/// RFC 9110, 5.5: no control character but the tab. A line's end here would be a field, or a response, of somebody
/// else's.
bool is_field_value(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c == '\t' || (c >= 0x20 && c != 0x7f); });
}

ngx_table_elt_t& add_header(ngx_http_request_t* r, std::string_view name, std::string_view value) {
    auto* field = static_cast<ngx_table_elt_t*>(ngx_list_push(&r->headers_out.headers));
    if (field == nullptr) {
        throw std::bad_alloc();
    }
    field->hash = 1;
    field->key = borrowed(name);
    field->value = borrowed(value);
    field->lowcase_key = nullptr;
#if nginx_version >= 1023000
    field->next = nullptr;
#endif
    return *field;
}

/// nginx 1.22 sends other statuses with their reason phrase (RFC 9110, 15; RFC 6585) and these without one.
std::string_view status_line_unknown_to_nginx(int status) {
    switch (status) {
        case 422:
            return "422 Unprocessable Content";
        case 428:
            return "428 Precondition Required";
        default:
            return {};
    }
}

}  // namespace

void copy_request(ngx_http_request_t* r, ngx_int_t request_id, http::Request& request, Body wanted) {
    const std::string_view path = view(r->uri);
    const std::string_view query = view(r->args);
    const std::string_view remote = view(r->connection->addr_text);
    const std::string_view id = request_id_of(r, request_id);
    std::size_t length = path.size() + query.size() + remote.size() + id.size();
    std::size_t fields = 0;
    std::size_t body_length = 0;
    for_each_header(r->headers_in.headers, [&](std::string_view name, std::string_view value) {
        length += name.size() + value.size();
        ++fields;
    });
    for_each_body_part(r, wanted, [&](std::string_view part) { body_length += part.size(); });

    // Reserved whole, so that the views stay where they point.
    std::string& storage = request.storage;
    storage.reserve(length + body_length);
    const auto keep = [&storage](std::string_view text) {
        const std::size_t begin = storage.size();
        storage += text;
        return std::string_view(storage.data() + begin, text.size());
    };
    request.method = method_of(r->method);
    request.path = keep(path);
    request.query = keep(query);
    request.remote_address = keep(remote);
    request.request_id = keep(id);
    request.headers.reserve(fields);
    for_each_header(r->headers_in.headers, [&](std::string_view name, std::string_view value) {
        const std::string_view kept = keep(name);
        request.headers.push_back({kept, keep(value)});
    });
    request.secure = is_secure(r) || main_configuration(r).forwarding_proxies.vouch_for_tls(r, request);
    const std::size_t body = storage.size();
    for_each_body_part(r, wanted, [&](std::string_view part) { storage += part; });
    request.body = std::string_view(storage.data() + body, body_length);
}

void set_headers(ngx_http_request_t* r, const http::Response& response) {
    for (const http::ResponseHeader& header : response.headers) {
        if (!is_token(header.name) || !is_field_value(header.value)) {
            // Neither is logged: what came in as a name or a value may be anybody's words.
            throw std::invalid_argument("a response header that is no header was not sent");
        }
    }
    if (!is_field_value(response.content_type)) {
        throw std::invalid_argument("a Content-Type that is none was not sent");
    }
    if (ngx_exiting) {
        // The connection is closed after this response; said so, the client does not send its next request into the
        // close.
        r->keepalive = 0;
    }
    // Handlers have answered If-None-Match and If-Match. nginx would compare If-Match with the tag of what a change has
    // made, and answer 412 to a change that was done.
    r->disable_not_modified = 1;
    ngx_http_headers_out_t& out = r->headers_out;
    out.status = static_cast<ngx_uint_t>(response.status);
    out.status_line = borrowed(status_line_unknown_to_nginx(response.status));
    if (!response.content_type.empty()) {
        out.content_type = borrowed(response.content_type);
        // What gzip_types and charset_types compare: the type without its parameters.
        out.content_type_len = std::min(response.content_type.find(';'), response.content_type.size());
        out.content_type_lowcase = nullptr;
    }
    for (const http::ResponseHeader& header : response.headers) {
        ngx_table_elt_t& field = add_header(r, header.name, header.value);
        // nginx weakens the tag when it compresses.
        if (http::same_name(header.name, "ETag")) {
            out.etag = &field;
        }
    }
}

}  // namespace gracy::nginx
