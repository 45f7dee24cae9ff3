#include "access/authenticator.hpp"
#include "access/credential.hpp"
#include "access/password.hpp"
#include "access/rate_guard.hpp"
#include "access/services.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/access.hpp"
#include "hr/accounts/handlers.hpp"
#include "hr/accounts/login_lock.hpp"
#include "hr/accounts/password_check.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "io/offload.hpp"

namespace gracy::hr {
namespace {

struct LoginForm {
    std::string team_space;
    std::string email;
    std::string password;

    static LoginForm read(const http::Request& request) {
        http::QueryReader(request.query).finish();
        http::JsonBody body(request);
        LoginForm form{.team_space = body.text("team_space", {1, 63}),
                       .email = body.text("email", {1, 254}),
                       .password = body.secret("password", access::max_password_bytes)};
        body.finish();
        return form;
    }
};

http::Problem wrong_credentials() {
    return http::Problem::unauthenticated().with_detail(
        http::Text{"The team space, the e-mail address or the password is wrong.",
                   "팀 스페이스, 이메일 또는 비밀번호가 맞지 않아요."});
}

/// What attempts are counted by: of a name that no team space has, those of the name and of the address, in team space
/// 0, so that the lock tells nothing about whose name it is.
struct Counted {
    std::int64_t team_space_id = 0;
    std::int64_t member_id = 0;
    std::string address;

    Counted(const LoginForm& form, const std::optional<sql::access::find_login_row>& who) : address(form.email) {
        if (who) {
            team_space_id = who->team_space_id;
            member_id = who->member_id;
        } else {
            address = base::to_hex(base::sha256(base::bytes_of(form.team_space))) + form.email;
        }
    }
};

http::Response session_response(const http::Request& request, const access::Settings& settings, std::string_view token,
                                const sql::access::find_login_row& who, base::Timestamp expires_at) {
    base::JsonWriter json;
    json.open_object();
    json.field<"token">(token);
    json.field<"token_type">("Bearer");
    json.field<"expires_at">(expires_at);
    json.field<"team_space_id">(base::Id{who.team_space_id});
    json.field<"member_id">(base::Id{who.member_id});
    json.close_object();
    http::Response response = http::Response::json(json.take());
    response.with("Cache-Control", "no-store");
    // A __Host- cookie exists over TLS only; without it the token in the body is what a client has.
    if (request.secure) {
        response.with("Set-Cookie", access::session_cookie_for(token, settings.session_absolute.count()));
    }
    return response;
}

// The hash is stored again with today's parameters while the password is at hand.
base::Task<void> renew_hash(access::Call& call, const sql::access::find_login_row& who, std::string old_hash,
                            std::string password) {
    const std::string hash = co_await io::OffloadedCall(
        call.services().offload, [password = std::move(password)] { return access::hash_password(password); });
    co_await call.database().write(sql::access::replace_password_hash, who.team_space_id, who.member_id, old_hash,
                                   hash);
}

}  // namespace

base::Task<http::Response> login(access::Call& call) {
    const access::Services& services = call.services();
    const LoginForm form = LoginForm::read(call.request());
    const auto rows = co_await call.database().read(sql::access::find_login, form.team_space, form.email);
    const auto who = rows.first();
    // Before the password is compared: of many at once no more are compared than of one after the other.
    const Counted counted(form, who);
    const auto attempts =
        co_await call.database().write(sql::access::take_login_attempt, counted.team_space_id, counted.member_id,
                                       counted.address, call.request().remote_address);
    if (const auto locked_until = attempts.front().locked_until) {
        throw login_locked(*locked_until, services.clock.now());
    }

    // Nobody's password takes as long to check as anybody's, so time tells nothing about who is a member.
    std::string hash(who && who->password_hash ? *who->password_hash : access::nobodys_hash());
    const std::optional<bool> verified = co_await compare_password(call, hash, form.password);
    if (!verified) {
        co_await call.database().write(sql::access::give_back_login_attempt, counted.team_space_id, counted.address,
                                       call.request().remote_address);
        throw io::OffloadFull();
    }
    if (!who || !*verified || !who->password_hash || who->status != "active") {
        throw wrong_credentials();
    }

    const std::string token = access::new_session_token();
    const auto opened = co_await call.database().write(
        sql::access::open_session, who->team_space_id, who->member_id, base::sha256(base::bytes_of(token)),
        static_cast<std::int32_t>(services.settings.session_idle.count()),
        static_cast<std::int32_t>(services.settings.session_absolute.count()), call.request().remote_address,
        access::shown_user_agent(call.request()), call.request().request_id, hash);
    const auto session = opened.front();
    if (session.outcome != "ok" || !session.expires_at) {
        throw wrong_credentials();  // left the company or has set another password a moment ago
    }
    call.rates().vouch(base::sha256(base::bytes_of(token)));
    if (access::needs_rehash(hash)) {
        co_await renew_hash(call, *who, std::move(hash), form.password);
    }
    co_return session_response(call.request(), services.settings, token, *who, *session.expires_at);
}

}  // namespace gracy::hr
