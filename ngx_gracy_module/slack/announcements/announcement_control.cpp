#include "slack/announcements/announcement_control.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/announcements/announcement_approval.hpp"
#include "slack/announcements/announcement_row.hpp"

namespace gracy::slack {
namespace {

std::string shown(std::string_view control, std::string_view request, std::string_view answer) {
    base::JsonWriter json(control.size() + request.size() + answer.size() + 64);
    json.open_object();
    json.field<"control">(base::RawJson{control});
    json.field<"request">(base::RawJson{request});
    json.field<"answer">(base::RawJson{answer});
    json.close_object();
    return json.take();
}

/// Of what nobody is asked to approve now.
constexpr std::string_view no_request = "null";

base::Task<std::string> request_for_approval(postgres::Client& client, std::int64_t team_space_id,
                                             const Announcement& announcement) {
    const auto rows = co_await client.read(sql::slack::preview_announcement, team_space_id, announcement.id);
    const auto row = rows.first();
    co_return row ? approval_contents(announcement, {.recipients = row->recipients,
                                                     .in_slack = row->in_slack,
                                                     .by_email = row->by_email,
                                                     .unreached = row->unreached,
                                                     .quiet = row->quiet,
                                                     .seconds = row->seconds})
                  : std::string(no_request);
}

}  // namespace

base::Task<void> show_announcement(postgres::Client& client, std::int64_t team_space_id, std::int64_t announcement_id) {
    const auto rows = co_await client.read(sql::slack::read_announcement, team_space_id, announcement_id);
    const auto row = rows.first();
    if (!row) {
        co_await client.write(sql::slack::show_announcement, team_space_id, announcement_id,
                              std::optional<std::int32_t>(), shown(deleted_message(), no_request, deleted_contents()));
        co_return;
    }
    const Announcement announcement = announcement_of(announcement_id, *row);
    const std::string control =
        progress_message(announcement, progress_of(*row), http::language_of(row->author_locale));
    std::string request(no_request);
    if (row->state == "submitted") {
        request = co_await request_for_approval(client, team_space_id, announcement);
    }
    const auto corrected = corrected_announcement_of(announcement_id, *row);
    if (corrected) {
        request = correction_contents(*corrected);
    }
    co_await client.write(sql::slack::show_announcement, team_space_id, announcement_id, row->version,
                          shown(control, request,
                                answered_contents(announcement, row->state, row->approver_name, row->approver_name_en,
                                                  corrected.has_value())));
}

}  // namespace gracy::slack
