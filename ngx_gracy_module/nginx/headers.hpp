// Header fields and bodies, between nginx's structures and ours. The only file that knows how an nginx version keeps
// them.
#pragma once

#include "http/request.hpp"
#include "http/response.hpp"
#include "nginx/ngx.hpp"

namespace gracy::nginx {

/// Copies what handlers may see, so that it outlives the connection. `request_id` is the index of $request_id.
/// Precondition: the body, when it is wanted, was read and is in memory.
enum class Body : unsigned char { copied, left_out };
void copy_request(ngx_http_request_t* r, ngx_int_t request_id, http::Request& request, Body body = Body::copied);

/// Sets status, Content-Type and fields; they point into `response`, which must live as long as the request.
/// Throws std::invalid_argument for a field that would end its line or is none, and sets nothing then.
void set_headers(ngx_http_request_t* r, const http::Response& response);

}  // namespace gracy::nginx
