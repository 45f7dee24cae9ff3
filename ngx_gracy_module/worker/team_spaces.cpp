#include "access/password.hpp"
#include "base/mail_message.hpp"
#include "base/text.hpp"
#include "gracy/sql/accounts.hpp"
#include "worker/commands.hpp"
#include "worker/password_input.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

constexpr std::size_t rows_at_once = 500;

std::string refusal(std::string_view outcome, const NewTeamSpace& wanted) {
    if (outcome == "slug_taken") {
        return fmt::format("there is a team space \"{}\" already; nothing was changed", wanted.slug);
    }
    if (outcome == "bad_slug") {
        return fmt::format("\"{}\" is no slug; write small letters, digits and dashes, at most 63", wanted.slug);
    }
    if (outcome == "unknown_tz") {
        return fmt::format("PostgreSQL knows no time zone \"{}\"; write for example Asia/Seoul", wanted.timezone);
    }
    return fmt::format("\"{}\" is no mail address", wanted.owner);
}

void check(const NewTeamSpace& wanted) {
    if (!base::is_mail_address(wanted.owner)) {
        throw UsageError(refusal("bad_email", wanted));
    }
    if (!base::is_utf8(wanted.name) || !base::is_utf8(wanted.owner_name)) {
        throw UsageError("names are written in UTF-8");
    }
}

}  // namespace

int create_team_space(const Configuration& configuration, const NewTeamSpace& wanted) {
    check(wanted);
    const std::string password = read_new_password("team-space create");
    PlainConnection connection = PlainConnection::for_catalogue(configuration.database, "gracy-worker team-space");
    const auto rows = connection.query(sql::accounts::create_team_space.number,
                                       {wanted.slug, wanted.name, wanted.timezone, wanted.locale, wanted.owner_name,
                                        wanted.owner, access::hash_password(password)});
    const auto& created = rows.at(0);  // outcome, id
    if (created.at(0) != "ok") {
        fmt::print(stderr, "{}\n", refusal(created.at(0), wanted));
        return 1;
    }
    fmt::print("{} is there; {} can log in and is its owner\n", wanted.slug, wanted.owner);
    return 0;
}

int list_team_spaces(const Configuration& configuration) {
    PlainConnection connection = PlainConnection::for_catalogue(configuration.database, "gracy-worker team-space");
    std::string after;
    while (true) {
        const auto rows =
            connection.query(sql::accounts::list_team_spaces.number, {after, std::to_string(rows_at_once)});
        for (const auto& row : rows) {
            // slug, name, tz, locale, status, created_at
            fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", row[0], row[1], row[2], row[3], row[4], row[5]);
        }
        if (rows.size() < rows_at_once) {
            return 0;
        }
        after = rows.back().at(0);
    }
}

}  // namespace gracy::worker
