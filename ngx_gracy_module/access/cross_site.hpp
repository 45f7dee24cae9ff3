// Requests that a page of another site makes with a user's cookie.
#pragma once

#include "http/request.hpp"

namespace gracy::access {

/// Whether a browser says that the request comes from elsewhere: Sec-Fetch-Site (Fetch Metadata), or else Origin
/// against Host. Without either it is no request of a browser that has a page of another site open: every one in use
/// sends Origin with what is neither GET nor HEAD.
bool is_cross_site(const http::Request& request);

}  // namespace gracy::access
