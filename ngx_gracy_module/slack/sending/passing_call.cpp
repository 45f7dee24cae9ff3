#include "slack/sending/passing_call.hpp"

#include "base/log.hpp"
#include "slack/sending/bot_token.hpp"
#include "slack/views/open_view.hpp"

#include <utility>

namespace gracy::slack {

jobs::NewJob passing_job(std::string kind, std::string payload, std::string key) {
    jobs::NewJob job;
    job.kind = std::move(kind);
    job.lane = interactive_lane;
    job.payload = std::move(payload);
    job.dedupe_key = std::move(key);
    job.max_attempts = 1;
    return job;
}

base::Task<std::optional<std::string>> PassingCalls::token(postgres::Client& client,
                                                           std::optional<std::int64_t> team_space_id,
                                                           const base::Json& payload) {
    const auto enterprise = payload["enterprise_id"].string();
    co_return co_await bot_token(client, keys_, team_space_id, std::string(payload["team_id"].string().value_or("")),
                                 enterprise ? std::optional<std::string>(*enterprise) : std::nullopt);
}

base::Task<bool> PassingCalls::call(std::string method, std::string token, std::string arguments) {
    const ApiResult result = co_await api_.call(method, token, std::move(arguments), interactive_deadline);
    if (result.outcome != ApiOutcome::ok) {
        base::log(base::LogLevel::info, "slack: {}: {}", method, result.error);
    }
    co_return result.outcome == ApiOutcome::ok;
}

}  // namespace gracy::slack
