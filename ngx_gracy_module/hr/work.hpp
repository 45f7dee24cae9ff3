// What HR has the worker do: its kinds of jobs, and when they are due.
#pragma once

#include "base/clock.hpp"
#include "io/mail_sender.hpp"
#include "io/offload.hpp"
#include "jobs/kinds.hpp"
#include "jobs/recurring.hpp"
#include "jobs/schedule.hpp"
#include "postgres/database.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gracy::hr {

/// What jobs may use; everything outlives them.
struct WorkServices {
    postgres::Database& database;
    const base::Clock& clock;
    /// For what takes long without waiting for anything.
    io::Offload& offload;
    /// Null when no mail server is configured.
    io::MailSender* mail = nullptr;
    /// Our server as browsers reach it, without a slash at the end; empty: mail links to nothing.
    std::string address{};
    /// How members are asked in Slack how their day is: {language: arguments of chat.postMessage}, JSON, with "{date}"
    /// for the day. Nothing without Slack.
    std::optional<std::string> check_in_question{};
};

/// Schedules are the same for all team spaces, in UTC; what is due at a local time looks each time whether it is
/// (cron_run has a line for each team space and time).
struct Work {
    /// What is done again after each pause, by every worker: a second one finds nothing left.
    struct Recurring {
        std::string name;
        std::chrono::milliseconds pause;
        std::chrono::milliseconds limit;
        jobs::Recurring::Body body;
    };

    /// Has a job of that kind done again and again.
    void every(std::chrono::seconds pause, jobs::Kind kind, std::int32_t attempts = 3);

    std::vector<jobs::Kind> kinds;
    std::vector<jobs::Schedule> schedules;
    std::vector<Recurring> recurring;
};

Work work(const WorkServices& services);

}  // namespace gracy::hr
