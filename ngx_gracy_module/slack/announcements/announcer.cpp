#include "slack/announcements/announcer.hpp"

#include "base/json.hpp"
#include "gracy/sql/announcements.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/announcements/announcement_control.hpp"
#include "slack/announcements/announcement_row.hpp"
#include "slack/receiving/store.hpp"

namespace gracy::slack {
namespace {

constexpr std::int32_t at_once = 200;
// Of one link, so that a worker that is told to stop does so soon.
constexpr std::chrono::seconds longest_run{10};
// Until the next look at what the senders of the bulk lane have done.
constexpr double pause_seconds = 2;

struct Link {
    std::int64_t team_space_id;
    std::int64_t announcement_id;
    std::string run;
    std::int32_t step;
};

Link link_of(const jobs::Job& job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto space = payload["team_space_id"].integer();
    const auto announcement = payload["announcement_id"].integer();
    if (!space || !announcement) {
        throw jobs::Permanent("the payload lacks something");
    }
    return {.team_space_id = *space,
            .announcement_id = *announcement,
            .run = std::string(payload["run"].string().value_or("")),
            .step = static_cast<std::int32_t>(payload["step"].integer().value_or(0))};
}

}  // namespace

base::Task<void> Announcer::announce(jobs::Job job) {
    const Link link = link_of(job);
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::slack::read_announcement, link.team_space_id, link.announcement_id);
    const auto row = rows.first();
    if (!row) {
        co_return;
    }
    const std::string contents = announcement_contents(announcement_of(link.announcement_id, *row));
    const base::Timestamp end = clock_.now() + longest_run;
    const auto until_done = [&](const auto& statement) -> base::Task<void> {
        while (clock_.now() < end) {
            const auto seen = co_await client.write(statement, link.team_space_id, link.announcement_id,
                                                    row->text_version, contents, at_once);
            client.notify(events_channel);
            if (seen.front().seen < at_once) {
                co_return;
            }
        }
    };
    co_await until_done(sql::slack::hand_over_announcement);
    co_await until_done(sql::slack::rewrite_announcement);
    co_await client.write(sql::slack::post_announcement_in_channels, link.team_space_id, link.announcement_id,
                          row->text_version, channel_message(announcement_of(link.announcement_id, *row)));
    client.notify(events_channel);
    co_await client.write(sql::announcements::settle_announcement, link.team_space_id, link.announcement_id, "slack",
                          link.run, 1, link.step, pause_seconds);
    co_await show_announcement(client, link.team_space_id, link.announcement_id);
    client.notify(events_channel);
}

base::Task<void> Announcer::show(jobs::Job job) {
    const Link link = link_of(job);
    postgres::Client client(database_);
    co_await show_announcement(client, link.team_space_id, link.announcement_id);
    client.notify(events_channel);
}

}  // namespace gracy::slack
