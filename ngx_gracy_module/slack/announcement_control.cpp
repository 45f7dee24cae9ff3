#include "slack/announcement_control.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/announcement_row.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

constexpr std::chrono::seconds between_updates{10};

/// While it is on its way one a while; otherwise each thing that there is to say of a version once. A later version may
/// be what an earlier one was, a draft for example.
std::string update_key(std::int64_t id, std::string_view state, std::int32_t version, std::string_view arguments,
                       base::Timestamp now) {
    const auto slot = now.time_since_epoch() / between_updates;
    return state == "sending" ? fmt::format("announcement progress/{}/{}", id, slot)
                              : fmt::format("announcement progress/{}/{}/{}", id, version,
                                            base::to_hex(base::sha256(base::bytes_of(arguments))));
}

}  // namespace

base::Task<void> show_progress(postgres::Client& client, std::int64_t team_space_id, std::int64_t announcement_id,
                               base::Timestamp now) {
    const auto rows = co_await client.read(sql::slack::read_announcement, team_space_id, announcement_id);
    const auto row = rows.first();
    if (!row || !row->author_team_id || !row->author_user_id) {
        co_return;
    }
    const std::string arguments = progress_message(announcement_of(announcement_id, *row), progress_of(*row),
                                                   http::language_of(row->author_locale));
    if (!row->control_ts || !row->control_channel) {
        const std::string key = fmt::format("announcement control/{}", announcement_id);
        co_await client.write(sql::slack::queue_message, team_space_id, *row->author_team_id, *row->author_user_id,
                              arguments, std::optional<std::string_view>(key));
        co_return;
    }
    const std::string key = update_key(announcement_id, row->state, row->version, arguments, now);
    co_await client.write(sql::slack::queue_update, team_space_id, *row->author_team_id, *row->control_channel,
                          *row->control_ts, arguments, std::optional<std::string_view>(key));
}

}  // namespace gracy::slack
