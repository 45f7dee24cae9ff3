#include "slack/sending/error_reporter.hpp"

#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/jobs.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/sending/bot_token.hpp"
#include "slack/sending/held_rows.hpp"

#include <fmt/chrono.h>

namespace gracy::slack {
namespace {

// Of at most 400 bytes each, so that a message is about as long as Slack recommends (4,000 characters).
constexpr std::int32_t most_errors = 8;
constexpr std::chrono::seconds call_timeout{15};

/// In the reader's own time zone (docs.slack.dev, "Formatting message text": dates).
std::string moment(base::Timestamp at) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
    return fmt::format("<!date^{}^{{date_num}} {{time_secs}}|{:%F %T} UTC>", seconds.time_since_epoch().count(),
                       seconds);
}

/// Slack may have it: telling it twice helps nobody.
bool was_told(const ApiResult& result) {
    return result.outcome == ApiOutcome::ok || result.outcome == ApiOutcome::uncertain;
}

}  // namespace

std::string error_report_text(const ErrorReport& report, http::Language language) {
    std::string text = say(language, {"*Gracy's worker reports errors*", "*Gracy 워커에서 오류가 났어요*"});
    for (const ReportedError& error : report.errors) {
        text += "\n• ";
        text += error.times == 1 ? say(language, {"once, {}", "1번, {}"}, moment(error.last_at))
                                 : say(language, {"{} times, {} to {}", "{}번, {}부터 {}까지"}, error.times,
                                       moment(error.first_at), moment(error.last_at));
        text += ": `" + escape(error.summary) + "`";
    }
    if (report.more_kinds > 0) {
        text += say(language,
                    {"\nThe next report has {} more kinds ({} errors).", "\n다음 보고에 {}가지({}건)가 더 있어요."},
                    report.more_kinds, report.more_times);
    }
    if (report.left_out > 0) {
        text += say(language,
                    {"\n{} more errors were left out: there were too many kinds of them.",
                     "\n종류가 너무 많아 {}건은 내용 없이 세기만 했어요."},
                    report.left_out);
    }
    text += say(language,
                {"\nNames, numbers and texts are left out; the worker's log has them. `gracy-worker jobs dead` "
                 "lists dead jobs.",
                 "\n이름, 숫자, 내용은 뺐어요. 워커의 로그에서 볼 수 있어요. 죽은 작업은 `gracy-worker jobs dead`로 "
                 "볼 수 있어요."});
    return text;
}

base::Task<ApiResult> ErrorReporter::post(std::string text) {
    postgres::Client client(database_);
    const auto token = co_await bot_token(client, keys_, std::nullopt, where_.team_id, std::nullopt);
    if (!token) {
        co_return ApiResult{.outcome = ApiOutcome::reinstall, .error = "the workspace is not connected"};
    }
    base::JsonWriter arguments;
    arguments.open_object();
    arguments.field<"channel">(where_.channel);
    arguments.field<"text">(text);
    arguments.field<"unfurl_links">(false);
    arguments.close_object();
    co_return co_await api_.call("chat.postMessage", *token, arguments.take(), call_timeout);
}

base::Task<bool> ErrorReporter::report() {
    postgres::Client client(database_);
    const auto rows =
        co_await client.write(sql::jobs::take_error_report, most_errors, static_cast<double>(where_.pause.count()));
    if (rows.size() == 0) {
        co_return false;
    }
    ErrorReport report{.errors = {},
                       .more_kinds = rows.front().kinds,
                       .more_times = rows.front().times,
                       .left_out = rows.front().left_out};
    std::vector<base::Bytes> fingerprints;
    std::vector<std::int64_t> counts;
    for (const auto row : rows) {
        report.errors.push_back({.summary = std::string(row.summary),
                                 .times = row.waiting,
                                 .first_at = row.first_at,
                                 .last_at = row.last_at});
        report.more_kinds -= 1;
        report.more_times -= row.waiting;
        fingerprints.push_back(row.fingerprint);
        counts.push_back(row.waiting);
    }
    const auto home = co_await client.read(sql::slack::find_installation, where_.team_id, std::nullopt);
    const auto installation = home.first();
    const ApiResult result = co_await post(
        error_report_text(report, http::language_of(installation ? installation->locale : std::string_view("en"))));
    if (!was_told(result)) {
        ++counts_.failed;
        base::log(base::LogLevel::warning, "slack: errors could not be reported to {}, next in {} s: {}",
                  where_.channel, where_.pause.count(), result.error);
        co_return false;
    }
    ++counts_.posted;
    co_await although_rows_are_held("errors that were reported", [&]() -> base::Task<void> {
        co_await client.write(sql::jobs::settle_error_report, fingerprints, counts, report.left_out);
    });
    co_return false;
}

}  // namespace gracy::slack
