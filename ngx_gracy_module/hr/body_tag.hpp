// Conditional reads of lists.
#pragma once

#include "access/call.hpp"
#include "http/etag.hpp"

#include <utility>

namespace gracy::hr {

/// The response with a weak tag of its body, or 304 when the client has it already.
inline http::Response with_body_tag(access::Call& call, http::Response response) {
    std::string tag = http::body_tag(response.body, call.fingerprint_seed());
    return http::conditional(call.request(), std::move(response), std::move(tag));
}

}  // namespace gracy::hr
