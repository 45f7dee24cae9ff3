#include "hr/announcements/delivery.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/mail.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "postgres/client.hpp"

#include <chrono>
#include <optional>

namespace gracy::hr {
namespace {

using base::LogLevel;
using io::MailOutcome;

// Short, so that announcements take turns and a worker that is told to stop does so soon.
constexpr std::chrono::seconds longest_run{10};
constexpr int most_messages = 100;
// Rows that are looked at for one that may be sent now.
constexpr std::int32_t rows_to_judge = 50;
// As long as nobody can send.
constexpr std::chrono::seconds without_mail{60};
// After the sender has given up nobody may believe that it is still at it.
constexpr std::chrono::seconds after_timeout{30};
constexpr std::string_view channel = "email";

std::optional<std::string> owned(const std::optional<std::string_view>& text) {
    return text ? std::optional(std::string(*text)) : std::nullopt;
}

base::Task<std::optional<AnnouncementText>> read_text(postgres::Client& client, const DeliveryRun& run) {
    const auto rows = co_await client.read(sql::announcements::get_message, run.team_space_id, run.announcement_id);
    const auto row = rows.first();
    if (!row) {
        co_return std::nullopt;
    }
    co_return AnnouncementText{.title_ko = owned(row->title_ko),
                               .title_en = owned(row->title_en),
                               .body_ko = owned(row->body_ko),
                               .body_en = owned(row->body_en),
                               .require_ack = row->require_ack,
                               .author_name = std::string(row->author_name),
                               .team_space_name = std::string(row->team_space_name)};
}

std::string_view result_name(MailOutcome outcome) {
    switch (outcome) {
        case MailOutcome::accepted:
            return "sent";
        case MailOutcome::rejected:
            return "failed";
        case MailOutcome::deferred:
            return "deferred";
        case MailOutcome::uncertain:
            return "uncertain";
        case MailOutcome::unavailable:
            break;
    }
    return "unavailable";
}

base::Task<io::MailResult> send_one(io::MailSender& mail, const AnnouncementText& text,
                                    const AnnouncementAddressee& to) {
    if (!base::is_mail_address(to.email)) {
        co_return io::MailResult{
            .outcome = MailOutcome::rejected, .code = "bad_address", .reply = {}, .retry_after = {}};
    }
    co_return co_await mail.send(announcement_mail(text, to));
}

/// What a run came to: how long to leave the channel alone.
struct Run {
    int sent = 0;
    std::chrono::seconds pause{0};
};

base::Task<Run> send_due(postgres::Client& client, const base::Clock& clock, io::MailSender& mail,
                         const DeliveryRun& run, const AnnouncementText& text) {
    const auto lease = static_cast<std::int32_t>((mail.timeout() + after_timeout).count());
    const base::Timestamp end = clock.now() + longest_run;
    Run done;
    for (int i = 0; i < most_messages && clock.now() < end; ++i) {
        const auto rows = co_await client.write(sql::announcements::take_announcement_delivery, run.team_space_id,
                                                run.announcement_id, channel, mail.per_minute(), rows_to_judge, lease);
        const auto taken = rows.first();
        if (!taken) {
            // Nothing is due, or the rate is used up: either is so for a moment at least.
            done.pause = std::chrono::seconds(1);
            break;
        }
        const io::MailResult result = co_await send_one(mail, text,
                                                        {.team_space_id = run.team_space_id,
                                                         .announcement_id = run.announcement_id,
                                                         .member_id = taken->member_id,
                                                         .reminder = taken->purpose == "reminder",
                                                         .locale = taken->locale,
                                                         .name = taken->name,
                                                         .email = taken->email});
        co_await client.write(sql::announcements::record_announcement_delivery, run.team_space_id, run.announcement_id,
                              taken->member_id, channel, taken->purpose, result_name(result.outcome),
                              base::view_unless_empty(result.code), base::view_unless_empty(result.reply));
        done.sent += result.outcome == MailOutcome::accepted;
        if (result.outcome == MailOutcome::unavailable || result.retry_after) {
            done.pause = result.retry_after.value_or(mail.pause());
            base::log(LogLevel::warning, "mail cannot be sent by {} at the moment ({} {}); waiting {} s",
                      mail.transport(), result.code, result.reply, done.pause.count());
            break;
        }
    }
    co_return done;
}

}  // namespace

DeliveryRun DeliveryRun::parse(const jobs::Job& job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto space = payload["team_space_id"].integer();
    const auto announcement = payload["announcement_id"].integer();
    const auto run = payload["run"].string();
    const auto sender = payload["sender"].integer();
    const auto step = payload["step"].integer();
    if (!space || !announcement || !run || !sender || !step) {
        throw jobs::Permanent("the payload lacks something");
    }
    return {*space, *announcement, std::string(*run), static_cast<std::int32_t>(*sender),
            static_cast<std::int32_t>(*step)};
}

base::Task<void> deliver(postgres::Database& database, const base::Clock& clock, io::MailSender* mail, jobs::Job job) {
    const DeliveryRun run = DeliveryRun::parse(job);
    postgres::Client client(database);
    Run done;
    if (mail == nullptr) {
        done.pause = without_mail;
    } else if (const auto text = co_await read_text(client, run)) {
        done = co_await send_due(client, clock, *mail, run, *text);
    }
    const auto rows =
        co_await client.write(sql::announcements::settle_announcement, run.team_space_id, run.announcement_id, channel,
                              run.run, run.sender, run.step, static_cast<double>(done.pause.count()));
    const auto settled = rows.front();
    if (mail == nullptr && settled.waiting > 0) {
        base::log(LogLevel::warning,
                  "announcement {} of team space {}: {} mails wait, because there is no section [mail]",
                  run.announcement_id, run.team_space_id, settled.waiting);
    } else if (done.sent > 0) {
        base::log(LogLevel::info, "announcement {} of team space {}: {} mails sent, {} left", run.announcement_id,
                  run.team_space_id, done.sent, settled.waiting);
    }
    if (settled.waiting > 0 && done.pause == std::chrono::seconds(0)) {
        client.notify(jobs::channel);
    }
}

}  // namespace gracy::hr
