#include "access/access_change.hpp"
#include "access/credential.hpp"
#include "access/password.hpp"
#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "hr/accounts/login_lock.hpp"
#include "hr/accounts/new_password.hpp"
#include "hr/accounts/password_check.hpp"
#include "http/query.hpp"
#include "io/offload.hpp"
#include "jobs/channel.hpp"

namespace gracy::hr {
namespace {

struct ChangeForm {
    std::string old_password;
    std::string new_password;

    static ChangeForm read(const http::Request& request) {
        http::QueryReader(request.query).finish();
        http::JsonBody body(request);
        ChangeForm form{.old_password = body.secret("old_password", access::max_password_bytes),
                        .new_password = read_new_password(body)};
        body.finish();
        return form;
    }
};

struct ResetForm {
    std::string token;
    std::string new_password;
    bool keep_tokens = false;

    static ResetForm read(const http::Request& request) {
        http::QueryReader(request.query).finish();
        http::JsonBody body(request);
        ResetForm form{.token = body.text("token", {1, 100}),
                       .new_password = read_new_password(body),
                       .keep_tokens = body.optional_boolean("keep_tokens").value_or(false)};
        body.finish();
        return form;
    }
};

struct ForgotForm {
    std::string team_space;
    std::string email;

    static ForgotForm read(const http::Request& request) {
        http::QueryReader(request.query).finish();
        http::JsonBody body(request);
        ForgotForm form{.team_space = body.text("team_space", {1, 63}), .email = body.text("email", {1, 254})};
        body.finish();
        return form;
    }
};

http::Problem wrong_password() {
    return http::Problem::validation(
        http::FieldError{http::FieldError::Place::body, http::pointer_to("old_password"), "wrong_password",
                         http::Text{"This is not your password.", "비밀번호가 맞지 않아요."}});
}

http::Problem link_is_over() {
    return {410,
            "password-link-over",
            {"This link was used or has ended; have another one sent to you.",
             "이미 사용했거나 기한이 지난 링크예요. 새 링크를 요청해 주세요."}};
}

http::Problem link_refusal(std::string_view outcome) {
    if (outcome == "owners_only") {
        return {403, "owners-only", {"Only an owner may do this.", "소유자만 할 수 있어요."}};
    }
    if (outcome == "inactive_member") {
        return http::Problem::conflict("inactive-member", {"This member has left.", "퇴사한 구성원이에요."});
    }
    if (outcome == "no_mail") {
        return http::Problem::conflict(
            "no-mail", {"The link cannot be sent: the operator has not set up mail with an address.",
                        "메일과 주소가 설정되지 않아 링크를 보낼 수 없어요. 운영자에게 문의해 주세요."});
    }
    if (outcome == "asked_already") {
        return http::Problem::conflict(
            "asked-already", {"A link was sent within the last five minutes.", "5분 안에 이미 링크를 보냈어요."});
    }
    if (outcome == "address_changed") {
        return http::Problem::conflict(
            "address-changed",
            {"The address was changed within the last week, so that the mail might reach somebody else.",
             "최근 일주일 안에 이메일 주소가 바뀌어서, 다른 사람에게 갈 수 있는 링크는 보내지 않아요."});
    }
    return http::Problem::not_found("member");
}

base::Task<std::string> hash_of(access::Call& call, std::string password) {
    co_return co_await io::OffloadedCall(call.services().offload,
                                         [password = std::move(password)] { return access::hash_password(password); });
}

}  // namespace

base::Task<http::Response> change_password(access::Call& call) {
    const ChangeForm form = ChangeForm::read(call.request());
    const access::Principal& who = call.principal();
    postgres::Client& db = call.database();
    const auto rows = co_await db.read(sql::accounts::find_own_password, who.team_space_id, who.member_id);
    const auto own = rows.first();
    if (!own) {
        throw http::Problem::conflict("no-password",
                                      {"You have no password; an administrator can have a link sent to you.",
                                       "아직 비밀번호가 없어요. 관리자에게 비밀번호 설정 링크를 요청해 주세요."});
    }
    if (form.new_password == form.old_password) {
        throw same_password();
    }
    const auto attempts = co_await db.write(sql::accounts::take_password_attempt, who.team_space_id, who.member_id);
    if (const auto locked_until = attempts.front().locked_until) {
        throw login_locked(*locked_until, call.services().clock.now());
    }
    const auto is_theirs = co_await compare_password(call, std::string(own->password_hash), form.old_password);
    if (!is_theirs) {
        co_await db.write(sql::accounts::give_back_password_attempt, who.team_space_id, who.member_id);
        throw io::OffloadFull();
    }
    if (!*is_theirs) {
        throw wrong_password();
    }
    const std::string hash = co_await hash_of(call, form.new_password);
    const auto changed = co_await db.write(sql::accounts::change_password, who.team_space_id, who.member_id,
                                           own->password_hash, hash, who.credential, call.request().request_id);
    if (changed.front().outcome != "ok") {
        throw http::Problem::conflict();
    }
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

base::Task<http::Response> ask_password_link(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    postgres::Client& db = call.database();
    const auto rows = co_await db.write(sql::accounts::ask_password_link, call.team_space(), call.principal().member_id,
                                        call.path_id("id", "member"), call.request().request_id);
    const auto asked = rows.front();
    if (asked.outcome != "ok") {
        throw link_refusal(asked.outcome);
    }
    db.notify(jobs::channel);
    base::JsonWriter json;
    json.open_object();
    json.field<"email">(asked.email);
    json.close_object();
    co_return http::Response::json(json.take(), 202);
}

base::Task<http::Response> forgot_password(access::Call& call) {
    const ForgotForm form = ForgotForm::read(call.request());
    postgres::Client& db = call.database();
    const auto rows =
        co_await db.write(sql::accounts::forgot_password, form.team_space, form.email, call.request().request_id);
    if (const auto outcome = rows.front().outcome; outcome != "ok") {
        throw link_refusal(outcome);
    }
    db.notify(jobs::channel);
    co_return http::Response::empty(202);
}

base::Task<http::Response> reset_password(access::Call& call) {
    const ResetForm form = ResetForm::read(call.request());
    postgres::Client& db = call.database();
    const base::Sha256 token = base::sha256(base::bytes_of(form.token));
    // Before anything that costs time: strangers send what they like.
    const auto rows = co_await db.read(sql::accounts::find_password_link, token);
    const auto link = rows.first();
    if (!link) {
        throw link_is_over();
    }
    if (link->password_hash) {
        const auto is_old = co_await compare_password(call, std::string(*link->password_hash), form.new_password);
        if (!is_old) {
            throw io::OffloadFull();
        }
        if (*is_old) {
            throw same_password();
        }
    }
    const std::string hash = co_await hash_of(call, form.new_password);
    const auto reset =
        co_await db.write(sql::accounts::reset_password, token, hash, call.request().request_id, form.keep_tokens);
    if (reset.front().outcome != "ok") {
        throw link_is_over();
    }
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
