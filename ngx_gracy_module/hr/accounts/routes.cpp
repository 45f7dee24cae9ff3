#include "hr/routes.hpp"

#include "hr/accounts/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::post, "/api/v1/login", Surface::hr, Scope::none, access::anybody, 4, login,
                  "Open a session with a password"},
    access::without_body(access::Route{Method::post, "/api/v1/logout", Surface::hr, Scope::none, access::signed_in, 1,
                                       logout, "End the session"}),
    access::Route{Method::put, "/api/v1/me/password", Surface::hr, Scope::tokens_write, access::signed_in, 3,
                  change_password, "Change the caller's password"},
    access::without_body(access::Route{Method::post, "/api/v1/members/{id}/password-link", Surface::hr,
                                       Scope::roles_write, access::signed_in, 1, ask_password_link,
                                       "Mail a member a link to set a password"}),
    access::Route{Method::get, "/api/v1/password/forgot", Surface::hr, Scope::none, access::anybody, 0,
                  show_forgotten_page, "The page for who has forgotten the password"},
    access::Route{Method::post, "/api/v1/password/forgot", Surface::hr, Scope::none, access::anybody, 1,
                  forgot_password, "Have a link mailed to set a password that is forgotten"},
    access::Route{Method::get, "/api/v1/password/reset", Surface::hr, Scope::none, access::anybody, 0,
                  show_password_page, "The page that a mailed link opens"},
    access::Route{Method::post, "/api/v1/password/reset", Surface::hr, Scope::none, access::anybody, 2, reset_password,
                  "Set a password by a mailed link"},
    access::Route{Method::get, "/api/v1/tokens", Surface::hr, Scope::tokens_write, access::signed_in, 2, list_tokens,
                  "The caller's API tokens"},
    access::Route{Method::post, "/api/v1/tokens", Surface::hr, Scope::tokens_write, access::signed_in, 1, create_token,
                  "Create an API token"},
    access::Route{Method::get, "/api/v1/tokens/{id}", Surface::hr, Scope::tokens_write, access::signed_in, 1, get_token,
                  "One of the caller's API tokens"},
    access::Route{Method::remove, "/api/v1/tokens/{id}", Surface::hr, Scope::tokens_write, access::signed_in, 1,
                  revoke_token, "Revoke an API token"},
    access::Route{Method::get, "/api/v1/me/sessions", Surface::hr, Scope::tokens_write, access::signed_in, 1,
                  list_sessions, "The caller's open sessions"},
    access::Route{Method::remove, "/api/v1/me/sessions", Surface::hr, Scope::tokens_write, access::signed_in, 1,
                  close_other_sessions, "End the caller's other sessions"},
    access::Route{Method::remove, "/api/v1/me/sessions/{id}", Surface::hr, Scope::tokens_write, access::signed_in, 1,
                  close_session, "End one of the caller's sessions"},
    access::Route{Method::remove, "/api/v1/members/{id}/sessions", Surface::hr, Scope::roles_write, access::signed_in,
                  1, sign_out_member, "Sign a member out everywhere"},
    access::Route{Method::get, "/api/v1/roles", Surface::hr, Scope::roles_write, access::signed_in, 2, list_roles,
                  "Who holds which role"},
    access::without_body(access::Route{Method::put, "/api/v1/members/{id}/roles/{role}", Surface::hr,
                                       Scope::roles_write, access::signed_in, 1, grant_role, "Give a member a role"}),
    access::Route{Method::remove, "/api/v1/members/{id}/roles/{role}", Surface::hr, Scope::roles_write,
                  access::signed_in, 1, revoke_role, "Take a role from a member"},
    access::Route{Method::get, "/api/v1/settings", Surface::hr, Scope::settings_write, access::signed_in, 1,
                  get_settings, "The settings of the team space"},
    access::Route{Method::patch, "/api/v1/settings", Surface::hr, Scope::settings_write, access::signed_in, 2,
                  update_settings, "Change the settings of the team space"},
    access::Route{Method::get, "/api/v1/audit-log", Surface::hr, Scope::audit_read, access::signed_in, 2,
                  list_audit_log, "What was done to whom"},
};

}  // namespace

std::span<const access::Route> accounts_routes() {
    return table;
}

}  // namespace gracy::hr
