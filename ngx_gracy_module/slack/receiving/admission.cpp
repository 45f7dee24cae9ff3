#include "slack/receiving/admission.hpp"

#include "access/services.hpp"
#include "base/log.hpp"
#include "http/form.hpp"
#include "http/media_type.hpp"
#include "slack/receiving/signature.hpp"

namespace gracy::slack {

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
    const access::Services& services = call.services();
    const SignatureVerdict verdict =
        verify_signature(request, services.settings.slack_signing_secret, services.clock.now());
    if (verdict == SignatureVerdict::valid) {
        return std::nullopt;
    }
    base::log(base::LogLevel::warning, "request {} from {} was not signed by Slack: {}", request.request_id,
              request.remote_address, reason(verdict));
    return http::Response::empty(401);
}

bool is_foreign(access::Call& call, const std::optional<std::string>& api_app_id) {
    const std::string& ours = call.services().settings.slack_app_id;
    if (ours.empty() || api_app_id == ours) {
        return false;
    }
    base::log(base::LogLevel::warning, "request {} is of another Slack app than the one configured",
              call.request().request_id);
    return true;
}

}  // namespace gracy::slack
