// What each route of HR does. One file a handler, or a few that share what they speak of.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> login(access::Call& call);
base::Task<http::Response> logout(access::Call& call);
base::Task<http::Response> get_me(access::Call& call);

base::Task<http::Response> list_members(access::Call& call);
base::Task<http::Response> get_member(access::Call& call);
base::Task<http::Response> export_members(access::Call& call);

base::Task<http::Response> list_values(access::Call& call);

base::Task<http::Response> list_kudos(access::Call& call);
base::Task<http::Response> get_kudos(access::Call& call);
base::Task<http::Response> give_kudos(access::Call& call);

base::Task<http::Response> list_tokens(access::Call& call);
base::Task<http::Response> create_token(access::Call& call);
base::Task<http::Response> revoke_token(access::Call& call);

}  // namespace gracy::hr
