#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "http/idempotency_key.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "slack/installing/browser.hpp"
#include "slack/installing/handlers.hpp"

namespace gracy::slack {

base::Task<http::Response> create_install_link(access::Call& call) {
    http::refuse_idempotency_key(call.request());
    http::QueryReader(call.request().query).finish();
    const auto& oauth = call.services().settings.slack_oauth;
    if (!oauth) {
        throw http::Problem::conflict("slack-install-not-configured",
                                      {"The operator has not set up installing into Slack (gracy_slack_oauth).",
                                       "운영자가 아직 Slack 설치를 설정하지 않았어요 (gracy_slack_oauth)."});
    }
    const std::string secret = new_secret();
    const auto rows =
        co_await call.database().write(sql::slack::create_install_link, call.team_space(), call.principal().member_id,
                                       base::sha256(base::bytes_of(secret)), call.request().request_id);
    const auto created = rows.front();
    if (created.outcome != "ok") {
        throw http::Problem::conflict("too-many-install-links",
                                      {"20 install links are open; each ends after a day or when it is used.",
                                       "열려 있는 설치 링크가 20개예요. 링크는 하루가 지나거나 사용하면 끝나요."});
    }
    base::JsonWriter json;
    json.open_object();
    // The only time that anybody sees it.
    json.field<"url">(oauth->address + "/slack/install?link=" + secret);
    json.field<"expires_at">(created.expires_at);
    json.close_object();
    co_return http::Response::json(json.take(), 201).with("Cache-Control", "no-store");
}

}  // namespace gracy::slack
