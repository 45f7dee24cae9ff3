// Tells the operator what went wrong, in a channel of theirs: kinds of errors with their numbers, one message at a time
// with a pause between, and never a word of anybody's (jobs/error_summary.hpp). What goes wrong while telling is a
// warning in the log and a number in the metrics, and not an error to tell, so that it cannot go round.
#pragma once

#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/database.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace gracy::slack {

/// Where the operator wants to read of errors.
struct ErrorChannel {
    /// A workspace that is connected, and a channel that the bot is in.
    std::string team_id;
    std::string channel;
    /// From one report to the next.
    std::chrono::seconds pause{300};
};

struct ReportedError {
    std::string summary;
    std::int64_t times = 0;
    base::Timestamp first_at;
    base::Timestamp last_at;
};

struct ErrorReport {
    std::vector<ReportedError> errors;
    /// That are not among them and wait for the next report, and how often they came.
    std::int64_t more_kinds = 0;
    std::int64_t more_times = 0;
    /// Errors of which nothing but their number is known: there were too many kinds.
    std::int64_t left_out = 0;
};

/// mrkdwn; far below the 40,000 characters at which Slack cuts a message's text.
std::string error_report_text(const ErrorReport& report, http::Language language);

struct ErrorReportCounts {
    std::uint64_t posted = 0;
    /// Made again after the pause.
    std::uint64_t failed = 0;
};

class ErrorReporter {
  public:
    /// All must outlive this.
    ErrorReporter(postgres::Database& database, WebApi& api, const TokenKeys& keys, ErrorChannel where)
        : database_(database), api_(api), keys_(keys), where_(std::move(where)) {}

    /// Posts a report when it is time for one; always false: the next has to wait.
    base::Task<bool> report();
    const ErrorReportCounts& counts() const { return counts_; }

  private:
    base::Task<ApiResult> post(std::string text);

    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
    const ErrorChannel where_;
    ErrorReportCounts counts_;
};

}  // namespace gracy::slack
