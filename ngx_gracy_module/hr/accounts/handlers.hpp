// What the routes of signing in and of its tokens do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> login(access::Call& call);
base::Task<http::Response> logout(access::Call& call);
base::Task<http::Response> list_tokens(access::Call& call);
base::Task<http::Response> create_token(access::Call& call);
base::Task<http::Response> revoke_token(access::Call& call);

}  // namespace gracy::hr
