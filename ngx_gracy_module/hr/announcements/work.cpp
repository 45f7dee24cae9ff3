#include "hr/announcements/work.hpp"

#include "base/log.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/delivery.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"

namespace gracy::hr {
namespace {

constexpr const char* lane = "bulk";
// Short transactions: a chunk holds the announcement's row for some milliseconds.
constexpr std::int32_t recipients_at_once = 500;

/// Writes the audience down, chunk by chunk. A worker that dies in between leaves the rest to the next.
base::Task<void> prepare(postgres::Database& database, jobs::Job job) {
    const auto [space, announcement] = jobs::row_of(job, "announcement_id");
    while (true) {
        postgres::Client client(database);
        const auto rows =
            co_await client.write(sql::announcements::prepare_announcement, space, announcement, recipients_at_once);
        const auto prepared = rows.front();
        client.notify(jobs::channel);
        if (prepared.outcome == "held") {
            base::log(base::LogLevel::warning,
                      "announcement {} of team space {} was held: its audience is another by now", announcement, space);
        }
        if (prepared.outcome != "more") {
            co_return;
        }
    }
}

/// For estimates; each minute, because a worker that is gone sends nothing.
base::Task<bool> report_rate(postgres::Database& database, const io::MailSender& mail) {
    postgres::Client client(database);
    co_await client.write(sql::announcements::report_delivery_lane, "email", mail.transport(), mail.per_minute());
    co_return false;
}

}  // namespace

void add_announcements_work(Work& work, const WorkServices& services) {
    postgres::Database& database = services.database;
    const base::Clock& clock = services.clock;
    io::MailSender* const mail = services.mail;
    work.kinds.push_back({"announcements.prepare", lane, std::chrono::minutes(10),
                          [&database](jobs::Job job) { return prepare(database, std::move(job)); }});
    // Longer than a run, whatever the server's slowness: a message is not to be given up in the middle.
    work.kinds.push_back(
        {"announcements.deliver", lane, std::chrono::minutes(15),
         [&database, &clock, mail](jobs::Job job) { return deliver(database, clock, mail, std::move(job)); }});
    if (mail != nullptr) {
        work.recurring.push_back({.name = "announcements.rate",
                                  .pause = std::chrono::minutes(1),
                                  .limit = std::chrono::seconds(10),
                                  .body = [&database, mail] { return report_rate(database, *mail); }});
    }
}

}  // namespace gracy::hr
