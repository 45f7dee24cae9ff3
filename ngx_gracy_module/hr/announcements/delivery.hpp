// One run of a sender: some seconds of an announcement's mail.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "io/mail_sender.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <string>

namespace gracy::hr {

/// The payload of "announcements.deliver". Senders of one announcement work side by side, each a chain of steps.
struct DeliveryRun {
    std::int64_t team_space_id = 0;
    std::int64_t announcement_id = 0;
    /// "announcement" or "reminder": what began it; it sends whatever is due.
    std::string run;
    std::int32_t sender = 0;
    std::int32_t step = 0;

    /// Throws jobs::Permanent when it is not what we wrote.
    static DeliveryRun parse(const jobs::Job& job);
};

/// Sends what is due and what the rate allows, one message after another, and queues the next run while something is
/// left. Each message's row is `sending` before the server hears of it, and has its outcome before the next begins.
base::Task<void> deliver(postgres::Database& database, const base::Clock& clock, io::MailSender* mail, jobs::Job job);

}  // namespace gracy::hr
