#include "slack/sending/resealer.hpp"

#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"

#include <optional>

namespace gracy::slack {
namespace {

using base::LogLevel;

constexpr std::int32_t at_once = 50;

}  // namespace

struct Resealer::Step {
    /// Of the last one that was looked at; nothing: there are no more.
    std::optional<Place> last;
    std::uint64_t resealed = 0;
    std::uint64_t unreadable = 0;
};

base::Task<Resealer::Step> Resealer::reseal_some(Place after) {
    postgres::Client client(database_);
    const auto rows =
        co_await client.read(sql::slack::list_tokens_of_other_keys, keys_.id(), after.team_space_id, after.id, at_once);
    Step step;
    for (const auto row : rows) {
        step.last = Place{.team_space_id = row.team_space_id, .id = row.id};
        const std::string_view key = row.key_id.value_or("");
        const auto token = keys_.open(row.team_space_id, row.id, key, row.token_sealed);
        const auto refresh = row.refresh_sealed
                                 ? keys_.open(row.team_space_id, row.id, key, *row.refresh_sealed, TokenUse::refresh)
                                 : std::nullopt;
        if (!token || (row.refresh_sealed && !refresh)) {
            ++step.unreadable;
            continue;
        }
        const auto token_sealed = keys_.seal(row.team_space_id, row.id, *token);
        const auto refresh_sealed =
            refresh ? keys_.seal(row.team_space_id, row.id, *refresh, TokenUse::refresh) : std::vector<std::byte>();
        const auto kept =
            co_await client.write(sql::slack::reseal_tokens, row.team_space_id, row.id, row.token_sealed, token_sealed,
                                  refresh ? std::optional<base::Bytes>(refresh_sealed) : std::nullopt, keys_.id());
        // One that was exchanged in the meantime is sealed with the new key already.
        step.resealed += kept.size();
    }
    co_return step;
}

base::Task<bool> Resealer::reseal_all() {
    std::uint64_t resealed = 0;
    std::uint64_t unreadable = 0;
    Place place;
    while (true) {
        const Step step = co_await reseal_some(place);
        resealed += step.resealed;
        unreadable += step.unreadable;
        counts_.resealed += step.resealed;
        if (!step.last) {
            break;
        }
        place = *step.last;
    }
    counts_.unreadable = unreadable;
    if (unreadable > 0) {
        base::log(LogLevel::warning,
                  "slack: {} workspaces have tokens that none of the keys opens; give their key as old_token_key_file, "
                  "or install them again",
                  unreadable);
    } else if (resealed > 0 || !told_) {
        told_ = true;
        base::log(LogLevel::info,
                  "slack: {} tokens were sealed again, and all are sealed with this worker's token_key_file now",
                  resealed);
    }
    co_return false;
}

}  // namespace gracy::slack
