#include "slack/people/member_sync.hpp"

#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "http/urlencoded.hpp"
#include "postgres/client.hpp"
#include "slack/optional_view.hpp"
#include "slack/people/workspace_address.hpp"

#include <fmt/format.h>
#include <string_view>
#include <vector>

namespace gracy::slack {
namespace {

using base::LogLevel;

constexpr std::chrono::seconds call_timeout{15};
constexpr std::int32_t lease_seconds = 60;
// users.list and auth.teams.list are of tier 2: 20 pages a minute, of which this takes less.
constexpr double seconds_between_pages = 3.5;
constexpr double pause_seconds = 10;
constexpr std::int32_t people_matched_at_once = 100;

/// A page's people, as a statement takes them.
struct Columns {
    explicit Columns(const PeoplePage& page) {
        for (const Person& person : page.people) {
            user_ids.push_back(person.user_id);
            names.push_back(person.name);
            emails.push_back(person.email);
            confirmed.push_back(person.email_is_confirmed);
            bots.push_back(person.is_bot);
            guests.push_back(person.is_guest);
            deleted.push_back(person.deleted);
            zones.push_back(person.tz);
            locales.push_back(person.locale);
            changed.push_back(std::chrono::floor<std::chrono::seconds>(
                                  person.changed_at.value_or(base::Timestamp()).time_since_epoch())
                                  .count());
        }
    }
    std::vector<std::string_view> user_ids, names, emails, zones, locales;
    std::vector<std::int32_t> confirmed, bots, guests, deleted;
    std::vector<std::int64_t> changed;
};

}  // namespace

base::Task<void> MemberSync::settle(const Step& step, std::string_view result, std::string error, double wait_seconds) {
    base::log(result == "failed" ? LogLevel::error : LogLevel::warning, "slack: reading the {} {}: {}{}",
              step.is_organization ? "workspaces of organization" : "people of workspace", step.team_id, error,
              result == "failed" ? "; given up" : fmt::format("; going on in {} s", wait_seconds));
    postgres::Client client(database_);
    co_await client.write(sql::slack::settle_sync, step.team_space_id, step.team_id, step.cursor, result, error,
                          wait_seconds);
}

base::Task<void> MemberSync::keep(const Step& step, const PeoplePage& page) {
    const Columns people(page);
    postgres::Client client(database_);
    // Together: a page that is known is not read again.
    postgres::Transaction transaction = co_await client.begin();
    const auto rows = co_await transaction.run(sql::slack::store_people, step.team_space_id, step.team_id, step.cursor,
                                               page.next_cursor, seconds_between_pages, people.user_ids, people.names,
                                               people.emails, people.confirmed, people.bots, people.guests,
                                               people.deleted, people.zones, people.changed);
    co_await transaction.run(sql::slack::keep_locales, step.team_id, view_of(step.enterprise_id), people.user_ids,
                             people.locales);
    co_await transaction.commit();
    if (rows.front().done) {
        base::log(LogLevel::info, "slack: the people of workspace {} are known", step.team_id);
    }
}

base::Task<void> MemberSync::keep(const Step& step, const WorkspacePage& page) {
    std::vector<std::string_view> team_ids;
    std::vector<std::string_view> names;
    for (const ListedWorkspace& workspace : page.workspaces) {
        team_ids.push_back(workspace.team_id);
        names.push_back(workspace.name);
    }
    postgres::Client client(database_);
    const auto rows =
        co_await client.write(sql::slack::store_workspaces, step.team_space_id, step.team_id, step.began_at,
                              step.cursor, page.next_cursor, seconds_between_pages, team_ids, names);
    if (rows.front().done) {
        base::log(LogLevel::info, "slack: the workspaces of organization {} are known", step.team_id);
    }
}

base::Task<void> MemberSync::keep(const Step& step, const base::Json& answer) {
    if (step.is_organization) {
        if (const auto page = read_workspaces(answer.view())) {
            co_return co_await keep(step, *page);
        }
    } else if (const auto page = read_people(answer.view(), step.team_id, view_of(step.enterprise_id))) {
        co_return co_await keep(step, *page);
    }
    co_await settle(step, "failed", "unreadable_answer", 0);
}

base::Task<void> MemberSync::keep_url(const Step& step, std::string token) {
    const ApiResult own = co_await api_.call_form("auth.test", token, "", call_timeout);
    if (own.outcome != ApiOutcome::ok) {
        co_return;
    }
    std::optional<std::string> url;
    if (own.body["is_enterprise_install"].boolean() == true) {
        // An organization's token says where the organization is, which is no workspace.
        const ApiResult team = co_await api_.call_form("team.info", std::move(token),
                                                       "team=" + http::percent_encode(step.team_id), call_timeout);
        if (team.body["team"]["id"].string() == step.team_id) {
            url = workspace_address(team.body["team"]);
        }
    } else if (own.body["team_id"].string() == step.team_id) {
        url = workspace_address(own.body.view());
    }
    if (url) {
        postgres::Client client(database_);
        co_await client.write(sql::slack::keep_workspace_url, step.team_space_id, step.team_id, *url);
    }
}

base::Task<void> MemberSync::read_page(const Step& step, std::string token) {
    std::string form = fmt::format("limit={}&cursor={}", step.is_organization ? workspaces_at_once : people_at_once,
                                   http::percent_encode(step.cursor));
    if (!step.is_organization) {
        // An organization's token has to say which workspace; any other takes it as well.
        form += "&include_locale=true&team_id=" + http::percent_encode(step.team_id);
    }
    if (!step.is_organization && step.cursor.empty()) {
        co_await keep_url(step, token);
    }
    const ApiResult result = co_await api_.call_form(step.is_organization ? "auth.teams.list" : "users.list",
                                                     std::move(token), form, call_timeout);
    if (result.outcome == ApiOutcome::ok) {
        co_await keep(step, result.body);
    } else if (result.error == "invalid_cursor" && !step.cursor.empty()) {
        co_await settle(step, "again", result.error, pause_seconds);
    } else if (result.outcome == ApiOutcome::limited) {
        co_await settle(step, "later", result.error, static_cast<double>(result.retry_after.value().count()));
    } else if (result.outcome == ApiOutcome::retry || result.outcome == ApiOutcome::uncertain) {
        co_await settle(step, "later", result.error, pause_seconds);
    } else {
        co_await settle(step, "failed", result.error, 0);
    }
}

base::Task<void> MemberSync::match(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto team_space_id = payload["team_space_id"].integer();
    if (!team_space_id) {
        throw jobs::Permanent("the payload lacks something");
    }
    postgres::Client client(database_);
    std::string team_id;
    std::string user_id;
    do {
        const auto rows =
            co_await client.write(sql::slack::match_people, *team_space_id, team_id, user_id, people_matched_at_once);
        team_id = rows.front().after_team_id.value_or("");
        user_id = rows.front().after_user_id.value_or("");
    } while (!team_id.empty());
}

base::Task<bool> MemberSync::sync_some() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::take_sync, lease_seconds);
    const auto taken = rows.first();
    if (!taken) {
        co_return false;
    }
    const Step step{
        .team_space_id = taken->team_space_id,
        .team_id = std::string(taken->team_id),
        .is_organization = taken->is_organization,
        .enterprise_id = taken->enterprise_id ? std::optional(std::string(*taken->enterprise_id)) : std::nullopt,
        .cursor = std::string(taken->next_cursor),
        .began_at = taken->began_at};
    const auto token =
        keys_.open(step.team_space_id, taken->installation_id, taken->key_id.value_or(""), taken->token_sealed);
    if (token) {
        co_await read_page(step, *token);
    } else {
        co_await settle(step, "later", "the token is sealed with another key", 600);
    }
    co_return true;
}

}  // namespace gracy::slack
