#include "worker/metrics_page.hpp"

#include "base/metrics.hpp"
#include "base/release.hpp"
#include "gracy/sql/announcements.hpp"
#include "gracy/sql/assistant.hpp"
#include "gracy/sql/changes.hpp"
#include "gracy/sql/check_ins.hpp"
#include "gracy/sql/jobs.hpp"
#include "gracy/sql/slack.hpp"
#include "gracy/sql/surveys.hpp"
#include "postgres/client.hpp"

namespace gracy::worker {
namespace {

using base::Exposition;
using Kind = Exposition::Kind;

/// What waits, for whichever worker takes it.
struct Backlog {
    postgres::Rows<sql::jobs::count_jobs_row> jobs;
    postgres::Rows<sql::announcements::count_waiting_mail_row> mail;
    postgres::Rows<sql::changes::count_changes_row> changes;
    postgres::Rows<sql::slack::count_celebration_trouble_row> celebrations;
    postgres::Rows<sql::slack::count_tokens_row> tokens;
    postgres::Rows<sql::jobs::count_errors_row> errors;
    postgres::Rows<sql::surveys::measure_notices_row> survey_notices;
    postgres::Rows<sql::check_ins::count_questions_row> check_in_questions;
    postgres::Rows<sql::assistant::measure_budgets_row> budgets;
};

base::Task<std::optional<Backlog>> read_backlog(postgres::Database& database) {
    try {
        postgres::Client client(database);
        auto jobs = client.read(sql::jobs::count_jobs);
        auto mail = client.read(sql::announcements::count_waiting_mail);
        auto changes = client.read(sql::changes::count_changes);
        auto celebrations = client.read(sql::slack::count_celebration_trouble);
        auto tokens = client.read(sql::slack::count_tokens);
        auto errors = client.read(sql::jobs::count_errors);
        auto survey_notices = client.read(sql::surveys::measure_notices);
        auto check_in_questions = client.read(sql::check_ins::count_questions);
        auto budgets = client.read(sql::assistant::measure_budgets);
        Backlog backlog{co_await jobs,   co_await mail,   co_await changes,        co_await celebrations,
                        co_await tokens, co_await errors, co_await survey_notices, co_await check_in_questions,
                        co_await budgets};
        co_return backlog;
    } catch (const postgres::Error&) {
        co_return std::nullopt;
    }
}

void write_jobs(Exposition& page, const jobs::Counts& counts) {
    page.family("gracy_worker_jobs_total", Kind::counter, "Runs of jobs that ended here, by how they ended.");
    for (const auto& [kind, runs] : counts.runs) {
        page.sample({{"kind", kind}, {"outcome", "done"}}, runs.done);
        page.sample({{"kind", kind}, {"outcome", "failed"}}, runs.failed);
        page.sample({{"kind", kind}, {"outcome", "dead"}}, runs.dead);
        page.sample({{"kind", kind}, {"outcome", "lost"}}, runs.lost);
        page.sample({{"kind", kind}, {"outcome", "given_back"}}, runs.given_back);
    }
    page.family("gracy_worker_slots_fired_total", Kind::counter, "Slots of schedules that this process fired.");
    for (const auto& [schedule, fired] : counts.slots_fired) {
        page.sample({{"schedule", schedule}}, fired);
    }
    page.family("gracy_worker_queue_failures_total", Kind::counter,
                "Calls to the queue that the database did not answer.");
    for (const auto& [call, failures] : counts.trouble) {
        page.sample({{"call", call}}, failures);
    }
}

void write_backlog(Exposition& page, const std::optional<Backlog>& backlog) {
    page.family("gracy_worker_database_answers", Kind::gauge, "1 when the database told what waits, for this page.");
    page.sample({}, std::uint64_t(backlog ? 1 : 0));
    if (!backlog) {
        return;
    }
    page.family("gracy_jobs", Kind::gauge, "Jobs in the queue, of all workers; dead ones wait for an operator.");
    for (const auto& lane : backlog->jobs) {
        page.sample({{"lane", lane.lane}, {"state", lane.state}}, static_cast<std::uint64_t>(lane.count));
    }
    page.family("gracy_jobs_oldest_due_seconds", Kind::gauge, "For how long the longest due job has not been taken.");
    for (const auto& lane : backlog->jobs) {
        if (lane.state == "queued") {
            page.sample({{"lane", lane.lane}}, lane.oldest_due_seconds);
        }
    }
    page.family("gracy_mail_waiting", Kind::gauge, "Messages of announcements that are due and not sent.");
    page.sample({}, static_cast<std::uint64_t>(backlog->mail.front().due));
    const auto changes = backlog->changes.front();
    page.family("gracy_changes_waiting", Kind::gauge, "Changes of HR that the copy in MongoDB has not been told.");
    page.sample({}, static_cast<std::uint64_t>(changes.waiting));
    page.family("gracy_changes_lag_seconds", Kind::gauge, "For how long the oldest of them waits.");
    page.sample({}, changes.lag_seconds);
    page.family("gracy_changes_refused", Kind::gauge, "Changes that the copy will never take; they wait for nobody.");
    page.sample({}, static_cast<std::uint64_t>(changes.refused));
    page.family("gracy_celebration_channels_refused", Kind::gauge,
                "Team spaces whose channel in Slack does not take celebrations; they wait there.");
    page.sample({}, static_cast<std::uint64_t>(backlog->celebrations.front().refused));
    const auto tokens = backlog->tokens.front();
    page.family("gracy_slack_token_expires_seconds", Kind::gauge,
                "How long the first of Slack's tokens that expire still works; 0 when none expires.");
    page.sample({}, tokens.expires_in_seconds);
    page.family("gracy_slack_tokens_lost", Kind::gauge,
                "Workspaces whose token cannot be refreshed: Gracy must be installed there again.");
    page.sample({}, static_cast<std::uint64_t>(tokens.lost));
    page.family("gracy_survey_notices_lag_seconds", Kind::gauge,
                "For how long the longest due invitation or nudge of a survey has not been told.");
    page.sample({}, backlog->survey_notices.front().lag_seconds);
    page.family("gracy_check_in_questions", Kind::gauge,
                "Members who were asked how their day is in the last 24 hours.");
    page.sample({}, static_cast<std::uint64_t>(backlog->check_in_questions.front().asked));
    page.family("gracy_assistant_budget_used_ratio", Kind::gauge,
                "The largest share of today's budget for the assistant that a team space has spent.");
    page.sample({}, backlog->budgets.front().largest_share);
    page.family("gracy_assistant_budget_refused_calls", Kind::gauge,
                "Calls of models that were not made today because the budget of a team space is spent.");
    page.sample({}, static_cast<std::uint64_t>(backlog->budgets.front().refused));
    page.family("gracy_errors_waiting", Kind::gauge, "Kinds of errors that wait to be reported to the operator.");
    page.sample({}, static_cast<std::uint64_t>(backlog->errors.front().kinds));
    page.family("gracy_errors_left_out", Kind::gauge, "Errors that the next report can only count.");
    page.sample({}, static_cast<std::uint64_t>(backlog->errors.front().left_out));
}

void write_changes(Exposition& page, const documents::ChangeCounts& counts) {
    page.family("gracy_worker_changes_total", Kind::counter, "Changes of HR by what the copy in MongoDB said.");
    page.sample({{"outcome", "told"}}, counts.told);
    page.sample({{"outcome", "refused"}}, counts.refused);
    page.family("gracy_worker_change_failures_total", Kind::counter,
                "Batches of changes that the copy did not confirm; they are told again.");
    page.sample({}, counts.failures);
}

void write_coffee(Exposition& page, const slack::CoffeeCounts& counts) {
    page.family("gracy_worker_coffee_introductions_total", Kind::counter,
                "Coffee groups by where they were introduced: in a conversation in Slack, or each person by a notice.");
    page.sample({{"by", "slack"}}, counts.in_slack);
    page.sample({{"by", "notice"}}, counts.by_notice);
    page.family("gracy_worker_coffee_questions_total", Kind::counter,
                "Questions whether people met, by where they were put.");
    page.sample({{"by", "slack"}}, counts.asked_in_slack);
    page.sample({{"by", "notice"}}, counts.asked_by_notice);
}

void write_answers(Exposition& page, const assistant::AnswerCounts& counts) {
    page.family("gracy_worker_assistant_questions_total", Kind::counter,
                "Questions that ended here: answered, or why they were not.");
    for (const auto& [outcome, questions] : counts.questions) {
        page.sample({{"outcome", outcome}}, questions);
    }
    page.family("gracy_worker_assistant_rejected_total", Kind::counter,
                "What models wrote and did not hold, so that nobody was shown it.");
    page.sample({}, counts.rejected);
    page.family("gracy_worker_assistant_look_ups_total", Kind::counter, "Calls of tools that models made, by tool.");
    for (const auto& [tool, calls] : counts.looked_up) {
        page.sample({{"tool", tool}}, calls);
    }
    page.family("gracy_worker_assistant_refused_calls_total", Kind::counter,
                "Calls of tools that models may not make, or with arguments that are not taken.");
    page.sample({}, counts.refused_calls);
    page.family("gracy_worker_assistant_cost_total", Kind::counter,
                "What questions cost, in millionths of the currency.");
    page.sample({}, counts.cost);
}

void write_tasks(Exposition& page, const assistant::TaskCounts& counts) {
    page.family("gracy_worker_assistant_tasks_total", Kind::counter,
                "Tasks that ended here: done, or why they failed.");
    for (const auto& [kind, outcomes] : counts.tasks) {
        for (const auto& [outcome, tasks] : outcomes) {
            page.sample({{"kind", kind}, {"outcome", outcome}}, tasks);
        }
    }
}

void write_duties(Exposition& page, const std::list<jobs::Duty>& duties) {
    page.family("gracy_worker_duty_held", Kind::gauge, "1 while this process is on duty, 0 while it stands by.");
    for (const jobs::Duty& duty : duties) {
        page.sample({{"duty", duty.name()}}, std::uint64_t(duty.held() ? 1 : 0));
    }
}

void write_mail(Exposition& page, const MetricsSources& sources) {
    page.family("gracy_worker_mail_configured", Kind::gauge,
                "0 without a section [mail]: announcements by e-mail wait until there is one.");
    page.sample({}, std::uint64_t(sources.mail_is_configured ? 1 : 0));
    page.family("gracy_worker_mail_total", Kind::counter,
                "Messages by what the server said: rejected is for good, deferred and uncertain are tried again, and "
                "unavailable means that no message goes at the moment.");
    for (std::size_t i = 0; i < mail_outcomes.size(); ++i) {
        page.sample({{"outcome", mail_outcomes[i]}}, sources.mail[i]);
    }
}

void write_installs(Exposition& page, const slack::InstallCounts& counts) {
    page.family("gracy_worker_slack_installs_total", Kind::counter,
                "Installs into Slack that ended here; of an unclear one nobody knows what Slack did.");
    page.sample({{"outcome", "connected"}}, counts.connected);
    page.sample({{"outcome", "failed"}}, counts.failed);
    page.sample({{"outcome", "unclear"}}, counts.unclear);
}

void write_refreshes(Exposition& page, const slack::RefreshCounts& counts) {
    page.family("gracy_worker_slack_refreshes_total", Kind::counter,
                "Attempts to refresh Slack's tokens; a failed one is made again, a lost one cannot be.");
    page.sample({{"outcome", "refreshed"}}, counts.refreshed);
    page.sample({{"outcome", "failed"}}, counts.failed);
    page.sample({{"outcome", "lost"}}, counts.lost);
}

void write_sign_ins(Exposition& page, const slack::SignInCounts& counts) {
    page.family("gracy_worker_slack_sign_ins_total", Kind::counter,
                "Sign-ins with Slack that ended here: verified, or failed with a reason that the browser shows.");
    page.sample({{"outcome", "verified"}}, counts.verified);
    page.sample({{"outcome", "failed"}}, counts.failed);
}

void write_responses(Exposition& page, const slack::ResponseCounts& counts) {
    page.family("gracy_worker_slack_responses_total", Kind::counter,
                "Later answers to commands and clicks, by their response_url: said, or not because it was spent, did "
                "not lead to Slack, or failed.");
    page.sample({{"outcome", "said"}}, counts.said);
    page.sample({{"outcome", "spent"}}, counts.spent);
    page.sample({{"outcome", "foreign"}}, counts.foreign);
    page.sample({{"outcome", "failed"}}, counts.failed);
}

void write_events(Exposition& page, const slack::EventCounts& counts) {
    page.family("gracy_worker_slack_events_held_total", Kind::counter,
                "Times that an event was left for later, because others held its rows.");
    page.sample({}, counts.held);
}

void write_streams(Exposition& page, const slack::StreamCounts& counts) {
    page.family("gracy_worker_slack_streams_total", Kind::counter,
                "Answers in conversations with the bot: streamed to the end, rewritten because part of the stream was "
                "lost, stopped by the reader, or a message instead because of Slack's limits, because Slack refused a "
                "stream, or because the beginning of one was lost.");
    page.sample({{"outcome", "streamed"}}, counts.streamed);
    page.sample({{"outcome", "rewritten"}}, counts.rewritten);
    page.sample({{"outcome", "stopped"}}, counts.stopped);
    page.sample({{"outcome", "limited"}}, counts.limited);
    page.sample({{"outcome", "refused"}}, counts.refused);
    page.sample({{"outcome", "lost"}}, counts.lost);
}

void write_reseals(Exposition& page, const slack::ResealCounts& counts) {
    page.family("gracy_worker_slack_tokens_resealed_total", Kind::counter,
                "Tokens that an old key had sealed, and the new one has sealed again.");
    page.sample({}, counts.resealed);
    page.family("gracy_slack_tokens_unreadable", Kind::gauge, "Tokens that none of the worker's keys opens.");
    page.sample({}, counts.unreadable);
}

void write_errors(Exposition& page, const MetricsSources& sources) {
    if (sources.errors != nullptr) {
        page.family("gracy_worker_errors_left_out_total", Kind::counter,
                    "Errors of this process that were only counted: too many kinds came at once.");
        page.sample({}, sources.errors->left_out());
    }
    if (sources.error_reports != nullptr) {
        page.family("gracy_worker_error_reports_total", Kind::counter,
                    "Reports of errors by whether Slack took them; a failed one is made again after the pause.");
        page.sample({{"outcome", "posted"}}, sources.error_reports->posted);
        page.sample({{"outcome", "failed"}}, sources.error_reports->failed);
    }
}

void write_database(Exposition& page, const postgres::Statistics& counts) {
    const auto one = [&page](std::string_view name, Kind kind, std::string_view help,
                             const postgres::Statistics::Count& count) {
        page.family(name, kind, help);
        page.sample({}, count.load(std::memory_order_relaxed));
    };
    one("gracy_worker_database_statements_total", Kind::counter, "Statements sent.", counts.statements);
    one("gracy_worker_database_connects_total", Kind::counter,
        "Connections that became ready; beyond the first of each: reconnects.", counts.connects);
    one("gracy_worker_database_connect_failures_total", Kind::counter, "Attempts to connect that failed.",
        counts.connect_failures);
    one("gracy_worker_database_connections_lost_total", Kind::counter, "Ready connections that broke.", counts.losses);
    one("gracy_worker_database_stalls_total", Kind::counter, "Connections given up because their server was silent.",
        counts.stalls);
    one("gracy_worker_database_uncertain_writes_total", Kind::counter, "Writes in flight when their connection broke.",
        counts.uncertain_writes);
    one("gracy_worker_database_unavailable_total", Kind::counter, "Statements that found no connection in time.",
        counts.unavailable);
    one("gracy_worker_database_connections", Kind::gauge, "Connections that are ready.", counts.connections_ready);
}

}  // namespace

base::Task<std::string> metrics_page(MetricsSources sources) {
    const std::optional<Backlog> backlog = co_await read_backlog(sources.database);
    Exposition page;
    page.family("gracy_build_info", Kind::gauge, "1; the version is that of this process.");
    page.sample({{"version", base::release()}}, std::uint64_t{1});
    write_duties(page, sources.duties);
    write_jobs(page, sources.jobs);
    write_backlog(page, backlog);
    if (sources.delivers) {
        write_mail(page, sources);
    }
    if (sources.changes != nullptr) {
        write_changes(page, *sources.changes);
    }
    if (sources.answers != nullptr) {
        write_answers(page, *sources.answers);
    }
    if (sources.tasks != nullptr) {
        write_tasks(page, *sources.tasks);
    }
    if (sources.coffee != nullptr) {
        write_coffee(page, *sources.coffee);
    }
    if (sources.installs != nullptr) {
        write_installs(page, *sources.installs);
    }
    if (sources.refreshes != nullptr) {
        write_refreshes(page, *sources.refreshes);
    }
    if (sources.sign_ins != nullptr) {
        write_sign_ins(page, *sources.sign_ins);
    }
    if (sources.responses != nullptr) {
        write_responses(page, *sources.responses);
    }
    if (sources.streams != nullptr) {
        write_streams(page, *sources.streams);
    }
    if (sources.events != nullptr) {
        write_events(page, *sources.events);
    }
    if (sources.reseals != nullptr) {
        write_reseals(page, *sources.reseals);
    }
    write_errors(page, sources);
    if (sources.staking) {
        co_await write_staking(page, sources.database, *sources.staking);
    }
    write_database(page, sources.statistics);
    co_return std::move(page).text();
}

}  // namespace gracy::worker
