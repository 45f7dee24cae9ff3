#include "access/authenticator.hpp"
#include "access/credential.hpp"
#include "access/services.hpp"
#include "gracy/sql/access.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {

base::Task<http::Response> logout(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    if (who.kind != access::Principal::Kind::session) {
        throw http::Problem::conflict().with_detail(
            http::Text{"An API token is revoked, not logged out.", "API 토큰은 로그아웃이 아니라 폐기해야 해요."});
    }
    co_await call.database().write(sql::access::close_session, who.credential, call.request().request_id);
    call.services().authenticator.forget(who.credential);
    call.database().notify(std::string(access::Authenticator::channel));
    http::Response response = http::Response::empty(204);
    if (call.request().secure) {
        response.with("Set-Cookie", access::ended_session_cookie());
        // Whoever sits at this browser next finds nothing of what was read.
        response.with("Clear-Site-Data", "\"cache\"");
    }
    co_return response;
}

}  // namespace gracy::hr
