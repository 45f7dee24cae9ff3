// Who may speak to /slack: whoever holds the signing secret.
#pragma once

#include "access/call.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

/// Slack's probe of a command's certificate: a form with ssl_check=1, which need not be signed. It is answered with an
/// empty 200 and nothing else in it is looked at.
bool is_ssl_check(const http::Request& request);

/// What to answer when the request is not to be handled; nothing when it is signed by Slack.
std::optional<http::Response> refuse_stranger(access::Call& call);

/// The log's line about a signed request of another app than the configured one.
void log_foreign(access::Call& call);

/// Whether the signed request is of another app than the configured one; then it is logged. Without a configured app,
/// none is foreign.
bool is_foreign(access::Call& call, const std::optional<std::string>& api_app_id);

}  // namespace gracy::slack
