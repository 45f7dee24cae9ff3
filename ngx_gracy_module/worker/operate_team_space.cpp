// What only an operator does to a team space that is there: nobody in it could, or nobody should.
#include "access/authenticator.hpp"
#include "access/password.hpp"
#include "gracy/sql/accounts.hpp"
#include "worker/commands.hpp"
#include "worker/password_input.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

PlainConnection connect(const Configuration& configuration) {
    return PlainConnection::for_catalogue(configuration.database, "gracy-worker team-space");
}

/// 1, and on stderr why.
int refuse(const std::string& why) {
    fmt::print(stderr, "{}; nothing was changed\n", why);
    return 1;
}

/// Of outcomes that several commands have.
int refuse(std::string_view outcome, const std::string& slug, const std::string& address) {
    if (outcome == "unknown_team_space") {
        return refuse(fmt::format("there is no team space \"{}\"", slug));
    }
    if (outcome == "unknown_member") {
        return refuse(fmt::format("nobody in {} has the address {}", slug, address));
    }
    return refuse(fmt::format("{} has left {}", address, slug));
}

/// Who remembers sessions, tokens and roles looks at once and not within the second.
void tell_of_change(PlainConnection& connection) {
    connection.run(fmt::format("notify {}", access::Authenticator::channel));
}

int set_status(const Configuration& configuration, const std::string& slug, const std::string& status,
               std::string_view words) {
    PlainConnection connection = connect(configuration);
    const std::string outcome =
        connection.query(sql::accounts::set_team_space_status.number, {slug, status}).at(0).at(0);
    if (outcome == "same") {
        fmt::print("{} is {} already\n", slug, status);
        return 0;
    }
    if (outcome != "ok") {
        return refuse(outcome, slug, {});
    }
    tell_of_change(connection);
    fmt::print("{} is {}: {}\n", slug, status, words);
    return 0;
}

}  // namespace

int appoint_owner(const Configuration& configuration, const std::string& slug, const std::string& address) {
    PlainConnection connection = connect(configuration);
    const std::string outcome = connection.query(sql::accounts::appoint_owner.number, {slug, address}).at(0).at(0);
    if (outcome == "owner_already") {
        fmt::print("{} is an owner of {} already\n", address, slug);
        return 0;
    }
    if (outcome == "inactive_member") {
        return refuse(
            fmt::format("{} does not work in {}: invited and never there (team-space password lets them in), or gone",
                        address, slug));
    }
    if (outcome != "ok") {
        return refuse(outcome, slug, address);
    }
    tell_of_change(connection);
    fmt::print("{} is an owner of {} now\n", address, slug);
    return 0;
}

int set_password(const Configuration& configuration, const std::string& slug, const std::string& address) {
    const std::string password = read_new_password("team-space password");
    PlainConnection connection = connect(configuration);
    const std::string outcome =
        connection.query(sql::accounts::set_password.number, {slug, address, access::hash_password(password)})
            .at(0)
            .at(0);
    if (outcome != "ok") {
        return refuse(outcome, slug, address);
    }
    tell_of_change(connection);
    fmt::print("{} can log in to {} with this password; sessions and API tokens from before have ended\n", address,
               slug);
    return 0;
}

int suspend_team_space(const Configuration& configuration, const std::string& slug) {
    return set_status(configuration, slug, "suspended", "nobody gets in until team-space resume");
}

int resume_team_space(const Configuration& configuration, const std::string& slug) {
    return set_status(configuration, slug, "active", "its members get in as before");
}

int drop_team_space(const Configuration& configuration, const std::string& slug) {
    PlainConnection connection = connect(configuration);
    const auto rows = [&] {
        try {
            return connection.query(sql::accounts::drop_team_space.number, {slug});
        } catch (const PlainError& error) {
            if (error.sqlstate != "42501") {
                throw;
            }
            throw PlainError(fmt::format("{}; team-space drop takes lines out of the audit log, so it connects as the "
                                         "role that owns the database (gracy_owner), as migrate does",
                                         error.what()),
                             error.sqlstate);
        }
    }();
    const auto& dropped = rows.at(0);  // outcome, obstacles
    if (dropped.at(0) == "used") {
        return refuse(
            fmt::format("{} has been used and cannot be dropped: there is something of it in {}; team-space "
                        "suspend keeps everybody out",
                        slug, dropped.at(1)));
    }
    if (dropped.at(0) != "ok") {
        return refuse(dropped.at(0), slug, {});
    }
    fmt::print("{} is gone\n", slug);
    return 0;
}

}  // namespace gracy::worker
