// Slack's Web API (docs.slack.dev/apis/web-api): one call, and what its answer means for whoever wants to call again.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "io/http_client.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

enum class ApiOutcome : unsigned char {
    ok,
    limited,      // too many calls of this method: wait `retry_after`
    retry,        // Slack's own trouble, or of somebody on the way: the same call may work later
    uncertain,    // no answer came, and Slack may have acted
    reinstall,    // the token is no longer good for this
    unreachable,  // this one recipient cannot be had: nobody else is concerned
    defect,       // what we sent is wrong; sending it again changes nothing
};

struct ApiResult {
    ApiOutcome outcome = ApiOutcome::defect;
    /// Of HTTP; 0 when no answer came.
    int status = 0;
    /// As Slack calls it ("channel_not_found"), "http_503", or what our own client said. Empty when ok.
    std::string error{};
    std::optional<std::chrono::seconds> retry_after{};
    /// What Slack answered; an empty tree when there was no JSON.
    base::Json body{};
};

/// Whether Slack may have done what a call asks for although its answer is no success. False only when it certainly has
/// not heard of it, or has refused it for being one too many.
inline bool may_have_acted(const ApiResult& result) {
    return result.outcome != ApiOutcome::limited && (result.outcome != ApiOutcome::retry || result.status != 0);
}

/// By HTTP status and the member "error" of the body. Slack spells some errors in two ways.
ApiOutcome classify(int status, std::string_view error);

/// How an app proves itself where there is no token yet.
struct AppCredentials {
    std::string client_id;
    /// Never logged.
    std::string client_secret;
};

class WebApi {
  public:
    /// `base_url`: "https://slack.com/api", without the slash. `http` must outlive this.
    WebApi(io::HttpClient& http, std::string base_url) : http_(http), base_url_(std::move(base_url)) {}

    /// `arguments`: a JSON object. Never throws for what Slack or the network does. Methods that only read take a form:
    /// `call_form`.
    base::Task<ApiResult> call(std::string method, std::string token, std::string arguments,
                               std::chrono::milliseconds timeout);
    base::Task<ApiResult> call_form(std::string method, std::string token, std::string form,
                                    std::chrono::milliseconds timeout);

    /// oauth.v2.* and openid.connect.token, which take an app's credentials (HTTP Basic). Sent once: codes and refresh
    /// tokens are used up by it.
    base::Task<ApiResult> call_as_app(std::string method, AppCredentials app, std::string form,
                                      std::chrono::milliseconds timeout);

    /// To a response_url: its bearer needs no token. `body`: a JSON object. Sent once. What is said of failures names
    /// the status alone, never the address.
    base::Task<ApiResult> respond(std::string url, std::string body, std::chrono::milliseconds timeout);

  private:
    base::Task<ApiResult> send(std::string method, std::string authorization, std::string_view content_type,
                               std::string body, std::chrono::milliseconds timeout);

    io::HttpClient& http_;
    const std::string base_url_;
};

}  // namespace gracy::slack
