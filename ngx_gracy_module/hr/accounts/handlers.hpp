// What the routes of signing in, of rights, of settings and of the audit log do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> login(access::Call& call);
base::Task<http::Response> logout(access::Call& call);

base::Task<http::Response> change_password(access::Call& call);
base::Task<http::Response> ask_password_link(access::Call& call);
base::Task<http::Response> show_forgotten_page(access::Call& call);
base::Task<http::Response> forgot_password(access::Call& call);
base::Task<http::Response> show_password_page(access::Call& call);
base::Task<http::Response> reset_password(access::Call& call);

base::Task<http::Response> list_tokens(access::Call& call);
base::Task<http::Response> get_token(access::Call& call);
base::Task<http::Response> create_token(access::Call& call);
base::Task<http::Response> revoke_token(access::Call& call);

base::Task<http::Response> list_sessions(access::Call& call);
base::Task<http::Response> close_session(access::Call& call);
base::Task<http::Response> close_other_sessions(access::Call& call);
base::Task<http::Response> sign_out_member(access::Call& call);

base::Task<http::Response> list_roles(access::Call& call);
base::Task<http::Response> grant_role(access::Call& call);
base::Task<http::Response> revoke_role(access::Call& call);

base::Task<http::Response> get_settings(access::Call& call);
base::Task<http::Response> update_settings(access::Call& call);

base::Task<http::Response> list_audit_log(access::Call& call);

}  // namespace gracy::hr
