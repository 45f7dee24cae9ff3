// The worker's metrics: what this process has done, and what waits in the database for any worker.
#pragma once

#include "assistant/answers/counts.hpp"
#include "assistant/tasks/counts.hpp"
#include "base/task.hpp"
#include "documents/change_relay.hpp"
#include "jobs/counts.hpp"
#include "jobs/duty.hpp"
#include "jobs/error_log.hpp"
#include "postgres/database.hpp"
#include "slack/answers/answer_streamer.hpp"
#include "slack/coffee/coffee_host.hpp"
#include "slack/installing/counts.hpp"
#include "slack/receiving/event_consumer.hpp"
#include "slack/sending/error_reporter.hpp"
#include "slack/sending/resealer.hpp"
#include "slack/sending/responder.hpp"
#include "slack/signing_in/verifier.hpp"
#include "worker/counting_mail_sender.hpp"
#include "worker/staking_metrics.hpp"

#include <list>
#include <optional>
#include <string>

namespace gracy::worker {

/// Everything that a page is made of. References outlive every page.
struct MetricsSources {
    postgres::Database& database;
    const postgres::Statistics& statistics;
    const jobs::Counts& jobs;
    const std::list<jobs::Duty>& duties;
    const MailCounts& mail;
    /// Whether this process runs what sends mail, and whether it can.
    bool delivers = false;
    bool mail_is_configured = false;
    /// Null unless facts of HR are copied.
    const documents::ChangeCounts* changes = nullptr;
    /// Null without the jobs duty.
    const assistant::AnswerCounts* answers = nullptr;
    const assistant::TaskCounts* tasks = nullptr;
    /// Null without a section [slack].
    const slack::CoffeeCounts* coffee = nullptr;
    const slack::InstallCounts* installs = nullptr;
    const slack::RefreshCounts* refreshes = nullptr;
    const slack::SignInCounts* sign_ins = nullptr;
    const slack::ResponseCounts* responses = nullptr;
    const slack::EventCounts* events = nullptr;
    const slack::StreamCounts* streams = nullptr;
    const slack::ResealCounts* reseals = nullptr;
    /// Null without a channel for errors; reports are made by the jobs duty.
    const jobs::ErrorLog* errors = nullptr;
    const slack::ErrorReportCounts* error_reports = nullptr;
    /// Nothing without the staking duty.
    std::optional<StakingSources> staking;
};

/// In Prometheus' text format. What the database knows is left out while it does not answer; the rest is always there.
base::Task<std::string> metrics_page(MetricsSources sources);

}  // namespace gracy::worker
