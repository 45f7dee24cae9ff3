#include "slack/sending/web_api.hpp"

#include "base/encoding.hpp"
#include "http/retry_after.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

// A view or a page of 200 users is far below it.
constexpr std::size_t largest_answer = 4 * 1024 * 1024;
constexpr std::string_view json_type = "application/json; charset=utf-8";
constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::chrono::seconds without_retry_after{30};
constexpr std::chrono::seconds longest_retry_after{3600};

constexpr std::array<std::string_view, 2> limits{"ratelimited", "rate_limited"};
constexpr std::array<std::string_view, 5> troubles{"internal_error", "fatal_error", "service_unavailable",
                                                   "request_timeout", "team_added_to_org"};
constexpr std::array<std::string_view, 8> refusals{
    "invalid_auth", "account_inactive", "token_revoked",           "token_expired",
    "not_authed",   "missing_scope",    "team_access_not_granted", "org_login_required"};
constexpr std::array<std::string_view, 12> strangers{
    "user_not_found",        "user_disabled", "channel_not_found",         "is_archived",
    "not_in_channel",        "cannot_dm_bot", "channel_is_limited_access", "is_inactive",
    "messages_tab_disabled", "no_permission", "message_not_found",         "user_not_visible"};

bool is_one_of(std::string_view error, auto known) {
    return std::ranges::find(known, error) != known.end();
}

std::chrono::seconds retry_after(const io::HttpResponse& response) {
    const auto seconds = http::retry_after(response.header("retry-after"), response.header("date"));
    return std::min(seconds.value_or(without_retry_after), longest_retry_after);
}

/// Of what Slack has not said itself: a proxy's page, or an answer that was cut off. Of a success nobody knows what it
/// was, and a refusal is not Slack's: it may be another one's a moment later.
ApiOutcome classify_foreign(int status) {
    if (status >= 200 && status < 300) {
        return ApiOutcome::uncertain;
    }
    const ApiOutcome outcome = classify(status, {});
    return outcome == ApiOutcome::defect ? ApiOutcome::retry : outcome;
}

ApiResult read(const io::HttpResponse& response) {
    ApiResult result;
    result.status = response.status;
    try {
        result.body = base::Json::parse(response.body, {.bytes = largest_answer, .depth = 100, .allow_nul = true});
    } catch (const base::JsonError&) {
        result.body = {};
    }
    const auto ok = result.body["ok"].boolean();
    if (!ok) {
        result.outcome = classify_foreign(response.status);
        result.error = "http_" + std::to_string(response.status);
    } else if (*ok && response.status == 200) {
        result.outcome = ApiOutcome::ok;
    } else {
        result.error = result.body["error"].string().value_or("");
        result.outcome = classify(response.status, result.error);
        if (result.error.empty()) {
            result.error = "http_" + std::to_string(response.status);
        }
    }
    if (result.outcome == ApiOutcome::limited) {
        result.retry_after = retry_after(response);
    }
    return result;
}

}  // namespace

ApiOutcome classify(int status, std::string_view error) {
    if (status == 429 || is_one_of(error, limits)) {
        return ApiOutcome::limited;
    }
    if (status >= 500 || is_one_of(error, troubles)) {
        return ApiOutcome::retry;
    }
    if (is_one_of(error, refusals)) {
        return ApiOutcome::reinstall;
    }
    if (is_one_of(error, strangers) || error.starts_with("restricted_action")) {
        return ApiOutcome::unreachable;
    }
    return ApiOutcome::defect;
}

base::Task<ApiResult> WebApi::call(std::string method, std::string token, std::string arguments,
                                   std::chrono::milliseconds timeout) {
    co_return co_await send(std::move(method), "Bearer " + token, json_type, std::move(arguments), timeout);
}

base::Task<ApiResult> WebApi::call_form(std::string method, std::string token, std::string form,
                                        std::chrono::milliseconds timeout) {
    co_return co_await send(std::move(method), "Bearer " + token, form_type, std::move(form), timeout);
}

base::Task<ApiResult> WebApi::call_as_app(std::string method, AppCredentials app, std::string form,
                                          std::chrono::milliseconds timeout) {
    std::string authorization = "Basic " + base::to_base64(base::bytes_of(app.client_id + ":" + app.client_secret));
    co_return co_await send(std::move(method), std::move(authorization), form_type, std::move(form), timeout);
}

base::Task<ApiResult> WebApi::respond(std::string url, std::string body, std::chrono::milliseconds timeout) {
    io::HttpRequest request;
    request.once = true;
    request.method = "POST";
    request.url = std::move(url);
    request.headers = {{"Content-Type", std::string(json_type)}};
    request.body = std::move(body);
    request.timeout = timeout;
    request.connect_timeout = std::min(timeout, request.connect_timeout);
    request.max_response_bytes = largest_answer;
    ApiResult result;
    try {
        const io::HttpResponse response = co_await http_.send(std::move(request));
        result.status = response.status;
        // It answers "ok", or JSON, and an error with a status of its own.
        result.outcome = response.status == 200 ? ApiOutcome::ok : classify(response.status, {});
        result.error = response.status == 200 ? "" : "http_" + std::to_string(response.status);
    } catch (const io::HttpError& error) {
        result.outcome = error.maybe_received() ? ApiOutcome::uncertain : ApiOutcome::retry;
        result.error = "no answer";
    }
    co_return result;
}

base::Task<ApiResult> WebApi::send(std::string method, std::string authorization, std::string_view content_type,
                                   std::string body, std::chrono::milliseconds timeout) {
    io::HttpRequest request;
    // Everything else does the same when it is done twice.
    request.once = method == "chat.postMessage" || method.ends_with("Stream") || method.starts_with("oauth.") ||
                   method == "openid.connect.token";
    request.method = "POST";
    request.url = base_url_ + "/" + method;
    request.headers = {{"Authorization", std::move(authorization)}, {"Content-Type", std::string(content_type)}};
    request.body = std::move(body);
    request.timeout = timeout;
    request.connect_timeout = std::min(timeout, request.connect_timeout);
    request.max_response_bytes = largest_answer;
    std::optional<ApiResult> failed;
    try {
        co_return read(co_await http_.send(std::move(request)));
    } catch (const io::HttpError& error) {
        failed.emplace(ApiResult{.outcome = error.maybe_received() ? ApiOutcome::uncertain : ApiOutcome::retry,
                                 .error = error.what()});
    }
    co_return std::move(*failed);
}

}  // namespace gracy::slack
