#include "base/ascii.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {
namespace {

constexpr std::size_t most_hosts = 10;
constexpr std::size_t longest_host = 253;
constexpr std::size_t longest_label = 63;

bool is_of_label(char c) {
    return base::ascii::is_alphanumeric(c) || c == '-';
}

bool is_punycode(std::string_view label) {
    return label.size() > 3 && (label[0] == 'x' || label[0] == 'X') && (label[1] == 'n' || label[1] == 'N') &&
           label.substr(2, 2) == "--";
}

/// "hr.example.com": labels of ASCII letters, figures and hyphens (RFC 1123), the last one of letters alone, so that it
/// is no address of numbers. None in punycode: what readers see of such a name is another one.
bool is_host(std::string_view text) {
    std::size_t labels = 0;
    bool is_of_letters = false;
    for (std::size_t at = 0; at <= text.size(); ++labels) {
        const std::size_t end = std::min(text.find('.', at), text.size());
        const std::string_view label = text.substr(at, end - at);
        const bool is_label = !label.empty() && label.size() <= longest_label && !label.starts_with('-') &&
                              !label.ends_with('-') && std::ranges::all_of(label, is_of_label);
        if (!is_label || is_punycode(label)) {
            return false;
        }
        is_of_letters = label.size() > 1 && std::ranges::all_of(label, base::ascii::is_letter);
        at = end + 1;
    }
    return labels > 1 && is_of_letters;
}

void refuse_what_is_no_host(http::JsonBody& body, const std::vector<std::string>& hosts) {
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (!is_host(hosts[i])) {
            body.refuse({http::FieldError::Place::body, http::pointer_to("own_hosts", i), "invalid_host",
                         http::Text{"This must be a host's name alone, such as hr.example.com.",
                                    "hr.example.com처럼 호스트 이름만 적어 주세요."}});
        }
    }
}

/// A merge patch; every field but `support_contact` and `erase_leavers_after_days` stays one that has a value.
std::string changes_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(body.optional_text("name", {1, 100}));
    static_cast<void>(body.optional_text("tz", {1, 64}));
    static_cast<void>(body.optional_choice("locale", {"ko", "en"}));
    static_cast<void>(body.optional_integer("k_score", 5, 20));
    static_cast<void>(body.optional_integer("k_text", 10, 50));
    static_cast<void>(body.optional_boolean("feelings"));
    static_cast<void>(body.optional_text("support_contact", {1, 200}));
    static_cast<void>(body.optional_boolean("culture_digest"));
    static_cast<void>(body.optional_integer("erase_leavers_after_days", 1, 3650));
    if (body.has("own_hosts")) {
        refuse_what_is_no_host(body, body.texts("own_hosts", 0, most_hosts, {1, longest_host}));
    }
    body.keeps({"name", "tz", "locale", "k_score", "k_text", "feelings", "culture_digest", "own_hosts"});
    body.finish();
    return body.normalized();
}

base::Task<http::Response> respond_settings(access::Call& call) {
    const auto rows = co_await call.database().read(sql::accounts::get_settings, call.team_space());
    const auto settings = rows.front();
    base::JsonWriter json;
    json.open_object();
    json.field<"slug">(settings.slug);
    json.field<"name">(settings.name);
    json.field<"tz">(settings.tz);
    json.field<"locale">(settings.locale);
    json.field<"k_score">(settings.k_score);
    json.field<"k_text">(settings.k_text);
    json.field<"feelings">(settings.feelings);
    json.field<"support_contact">(settings.support_contact);
    json.field<"culture_digest">(settings.culture_digest);
    json.key<"own_hosts">().open_array();
    for (std::size_t i = 0; i < settings.own_hosts.size(); ++i) {
        json.value(settings.own_hosts[i]);
    }
    json.close_array();
    json.field<"erase_leavers_after_days">(settings.erase_leavers_after_days);
    json.field<"updated_at">(settings.updated_at);
    json.close_object();
    co_return http::with_version(call.request(), http::Response::json(json.take()), settings.version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> get_settings(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_settings(call);
}

base::Task<http::Response> update_settings(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = changes_of(call.request());
    const auto rows =
        co_await call.database().write(sql::accounts::update_settings, call.team_space(), call.principal().member_id,
                                       version, changes, call.request().request_id);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    if (outcome == "unknown_tz") {
        throw http::Problem::validation(
            {http::FieldError::Place::body, http::pointer_to("tz"), "unknown_tz",
             http::Text{"This is no time zone of the IANA database.", "IANA 시간대 이름이 아니에요."}});
    }
    co_return co_await respond_settings(call);
}

}  // namespace gracy::hr
