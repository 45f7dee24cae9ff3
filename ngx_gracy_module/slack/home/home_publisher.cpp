#include "slack/home/home_publisher.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/home/home.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/store.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

constexpr std::int32_t kudos_in_home = 5;
constexpr std::int32_t celebrated_by_name = 5;
constexpr std::int32_t listed_of_each_duty = 5;

std::string view_arguments(std::string_view view) {
    base::JsonWriter json(view.size() + 32);
    json.open_object();
    json.field<"view">(base::RawJson{view});
    json.close_object();
    return json.take();
}

/// What stands side by side.
std::vector<HomeWaiting> waiting_of(const std::vector<std::int64_t>& ids, const std::vector<std::string_view>& titles,
                                    const std::vector<std::string_view>& texts) {
    std::vector<HomeWaiting> waiting;
    for (std::size_t i = 0; i < std::min({ids.size(), titles.size(), texts.size()}); ++i) {
        waiting.push_back({.id = std::to_string(ids[i]), .title = titles[i], .text = texts[i]});
    }
    return waiting;
}

}  // namespace

base::Task<void> publish_home_of(postgres::Transaction& transaction, std::string_view team_id,
                                 std::optional<std::string_view> enterprise_id, std::string_view user) {
    // All on their way together.
    auto asked_home = transaction.run(sql::slack::read_home, team_id, enterprise_id, user, kudos_in_home);
    auto asked_news = transaction.run(sql::slack::home_news, team_id, enterprise_id, user, celebrated_by_name);
    auto asked_page = transaction.run(sql::slack::home_page, team_id, enterprise_id, user, listed_of_each_duty);
    const auto rows = co_await asked_home;
    const auto news = co_await asked_news;
    const auto pages = co_await asked_page;
    const auto row = rows.first();
    if (!row) {
        co_return;
    }
    Home home{.language = http::language_of(row->locale),
              .allowance_left = row->allowance_left,
              .received = row->received,
              .given = row->given,
              .mood = row->mood};
    const auto givers = row->kudos_givers.copy();
    const auto values = row->kudos_values.copy();
    const auto messages = row->kudos_messages.copy();
    const auto links = row->kudos_links.copy();
    for (std::size_t i = 0; i < std::min({givers.size(), values.size(), messages.size(), links.size()}); ++i) {
        home.kudos.push_back({.giver = givers[i], .value = values[i], .message = messages[i], .link = links[i]});
    }
    if (const auto today = news.first()) {
        home.news = {.place = today->place, .coffee = today->coffee, .coffee_at = today->coffee_at};
        home.news.celebrated = today->celebrated.copy();
        home.news.celebrated_count = today->celebrated_count;
    }
    if (const auto page = pages.first()) {
        home.today = page->today;
        const auto waves = page->wave_ids.copy();
        const auto titles = page->titles.copy();
        const auto ends = page->ends.copy();
        for (std::size_t i = 0; i < std::min({waves.size(), titles.size(), ends.size()}); ++i) {
            home.news.surveys.push_back({.wave_id = std::to_string(waves[i]), .title = titles[i], .until = ends[i]});
        }
        const auto leaders = page->leaders.copy();
        const auto points = page->leader_points.copy();
        for (std::size_t i = 0; i < std::min(leaders.size(), points.size()); ++i) {
            home.leaders.push_back({.name = leaders[i], .points = points[i]});
        }
        if (page->in_charge) {
            home.duties = HomeDuties{
                .to_approve = page->to_approve,
                .unacknowledged = page->unacknowledged,
                .open_tickets = page->open_tickets,
                .trouble = page->trouble,
                .announcements =
                    waiting_of(page->waiting_ids.copy(), page->waiting_titles.copy(), page->waiting_texts.copy()),
                .tickets = waiting_of(page->ticket_ids.copy(), page->ticket_askers.copy(), page->ticket_texts.copy())};
        }
    }
    if (!home.allowance_left) {
        home.refusal = (co_await why_no_member(transaction, team_id, enterprise_id, user, home.language)).text;
    }
    const std::string arguments = view_arguments(home_of(home));
    co_await transaction.run(sql::slack::queue_home, row->team_space_id, team_id, user, arguments);
}

base::Task<void> HomePublisher::publish(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const std::string team_id(payload["team_id"].string().value_or(""));
    const std::string user_id(payload["user_id"].string().value_or(""));
    const auto enterprise_id = payload["enterprise_id"].string();
    if (team_id.empty() || user_id.empty()) {
        throw jobs::Permanent("the payload lacks something");
    }
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    co_await publish_home_of(transaction, team_id, enterprise_id, user_id);
    co_await transaction.commit();
    client.notify(events_channel);
}

}  // namespace gracy::slack
