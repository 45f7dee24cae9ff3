#include "slack/receiving/admission.hpp"

#include "access/services.hpp"
#include "base/log.hpp"
#include "http/form.hpp"
#include "http/media_type.hpp"
#include "slack/receiving/signature.hpp"

namespace gracy::slack {
namespace {

constexpr std::chrono::minutes pause{1};

/// What Slack's own requests meet as well when a secret, an app's id or this machine's clock is wrong. The others are
/// strangers' alone.
bool may_be_our_mistake(SignatureVerdict verdict) {
    return verdict == SignatureVerdict::unconfigured || verdict == SignatureVerdict::stale ||
           verdict == SignatureVerdict::wrong;
}

/// An error log often begins at `error` (Debian's does): there the operator sees what is set up wrongly, by one line of
/// each minute, which strangers cannot fill it with.
base::LogLevel level_of_refusal(access::Services& services, std::string_view why) {
    const base::Timestamp now = services.clock.now();
    const auto [told, is_first] = services.slack_refusals_told.try_emplace(why, now);
    if (!is_first && now - told->second < pause) {
        return base::LogLevel::warning;
    }
    told->second = now;
    return base::LogLevel::error;
}

}  // namespace

bool is_ssl_check(const http::Request& request) {
    if (!http::has_body_of(request, http::form_media_type)) {
        return false;
    }
    const auto form = http::Form::parse(request.body);
    return form && form->count("ssl_check") == 1 && form->get("ssl_check") == "1";
}

std::optional<http::Response> refuse_stranger(access::Call& call) {
    const http::Request& request = call.request();
    if (is_ssl_check(request)) {
        return http::Response::empty(200);
    }
    access::Services& services = call.services();
    const SignatureVerdict verdict =
        verify_signature(request, services.settings.slack_signing_secret, services.clock.now());
    if (verdict == SignatureVerdict::valid) {
        return std::nullopt;
    }
    base::log(may_be_our_mistake(verdict) ? level_of_refusal(services, reason(verdict)) : base::LogLevel::warning,
              "request {} from {} was not signed by Slack: {}", request.request_id, request.remote_address,
              reason(verdict));
    return http::Response::empty(401);
}

void log_foreign(access::Call& call) {
    base::log(level_of_refusal(call.services(), "foreign"),
              "request {} is of another Slack app than the one configured", call.request().request_id);
}

bool is_foreign(access::Call& call, const std::optional<std::string>& api_app_id) {
    const std::string& ours = call.services().settings.slack_app_id;
    if (ours.empty() || api_app_id == ours) {
        return false;
    }
    log_foreign(call);
    return true;
}

}  // namespace gracy::slack
