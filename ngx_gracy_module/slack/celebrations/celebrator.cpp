#include "slack/celebrations/celebrator.hpp"

#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/celebrations/celebration_post.hpp"
#include "slack/receiving/store.hpp"

namespace gracy::slack {
namespace {

constexpr std::int32_t at_once = 20;

base::Task<void> write_post(postgres::Transaction& transaction, std::int64_t team_space, std::int64_t message) {
    const auto rows = co_await transaction.run(sql::slack::read_celebration_post, team_space, message);
    std::vector<Celebration> celebrations;
    for (const auto row : rows) {
        celebrations.push_back({.kind = row.kind,
                                .on = row.on_date,
                                .years = row.years,
                                .name = row.name,
                                .name_en = row.name_en,
                                .user_id = row.user_id});
    }
    const auto first = rows.front();
    const std::string arguments = celebration_post(celebrations, first.today, http::language_of(first.locale));
    co_await transaction.run(sql::slack::write_message, team_space, message, arguments);
}

}  // namespace

base::Task<bool> Celebrator::post_some() {
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    const auto steps = co_await transaction.run(sql::slack::post_celebrations, at_once);
    if (steps.size() == 0) {
        co_return false;
    }
    for (const auto step : steps) {
        if (step.message_id) {
            co_await write_post(transaction, step.team_space_id, *step.message_id);
        }
    }
    co_await transaction.commit();
    client.notify(events_channel);
    co_return steps.size() == at_once;
}

}  // namespace gracy::slack
