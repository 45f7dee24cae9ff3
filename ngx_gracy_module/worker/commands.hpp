// gracy-worker's commands.
#pragma once

#include "staking/address.hpp"
#include "worker/configuration.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace gracy::worker {

/// What `team-space create` is told.
struct NewTeamSpace {
    std::string slug;
    std::string name;
    /// The mail address of the first owner, and what they are called: without a name, as the address begins.
    std::string owner;
    std::string owner_name;
    std::string timezone = "Asia/Seoul";
    std::string locale = "ko";
};

/// What was asked for on the command line.
struct Arguments {
    enum class Command : unsigned char {
        help,
        version,
        check,
        migrate,
        run,
        hash_password,
        list_dead_jobs,
        retry_dead_job,
        retry_dead_jobs,
        drop_dead_job,
        drop_dead_jobs,
        list_refused_answers,
        verify_audit_log,
        list_providers,
        forget_contract,
        connect_slack,
        reseal_slack,
        create_team_space,
        list_team_spaces,
        appoint_owner,
        set_password,
        suspend_team_space,
        resume_team_space,
        drop_team_space
    };
    enum class Duty : unsigned char { jobs, staking, all };
    struct Contract {
        std::int64_t chain_id = 0;
        staking::Address address{};
    };

    Command command = Command::help;
    Duty duty = Duty::all;
    std::string configuration_file;
    std::int64_t job = 0;
    /// Of jobs.
    std::string kind;
    /// Of a chain, as an earlier verify printed it; empty: none.
    std::string noted_head;
    Contract contract;
    /// Of a team space, and the mail address of one of its members.
    std::string slug;
    std::string address;
    NewTeamSpace team_space;
};

/// The command line is not one of ours; what() says what to write.
struct UsageError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// `words` without the program's own name. Throws UsageError.
Arguments parse_arguments(std::span<const std::string_view> words);

/// Exit codes: 0 done, 1 failed, 2 the command line or the configuration is wrong.
int main(std::span<char*> arguments);

/// `migrate`: brings the schema up to this build. Throws MigrationError.
int migrate(const Configuration& configuration);
/// `run`: until SIGTERM, SIGINT or SIGHUP. 1 when work had to be abandoned.
int run(const Configuration& configuration, Arguments::Duty duty);
/// `hash-password`: a password's line on stdin, its argon2id form on stdout.
int hash_password();
/// `jobs dead`: a line for each dead job on stdout.
int list_dead_jobs(const Configuration& configuration);
/// What models wrote to questions that nobody is shown, as JSON, one a line.
int list_refused_answers(const Configuration& configuration);
/// `jobs retry ID`
int retry_dead_job(const Configuration& configuration, std::int64_t id);
int retry_dead_jobs(const Configuration& configuration, const std::string& kind);
/// `jobs drop ID`: for good, and said in the log.
int drop_dead_job(const Configuration& configuration, std::int64_t id);
int drop_dead_jobs(const Configuration& configuration, const std::string& kind);
/// `audit verify [HEAD]`: walks the hash chains, prints a line for each team space; 1 when one is broken.
int verify_audit_log(const Configuration& configuration, const std::string& noted_head);
/// `providers`: the pool of the configured chain as a table on stdout.
int list_providers(const Configuration& configuration);
/// `staking forget CHAIN CONTRACT`: its history, so that it is read anew, and says so in the log; 1 while a worker is
/// on duty, or when nothing is known of it.
int forget_contract(const Configuration& configuration, const Arguments::Contract& contract);

/// `slack connect SLUG`: a bot token on stdin becomes that team space's; 1 when Slack or the team space refuses it.
int connect_slack(const Configuration& configuration, const std::string& slug);
/// `slack reseal`: says how many tokens were sealed anew; 1 when there are some that no key opens.
int reseal_slack(const Configuration& configuration);

/// `team-space create SLUG`: with its owner, whose password is a line on stdin; 1 when there is one of that name.
int create_team_space(const Configuration& configuration, const NewTeamSpace& wanted);
/// `team-space list`: a line for each on stdout.
int list_team_spaces(const Configuration& configuration);
/// `team-space owner SLUG ADDRESS`: 1 when there is no active member with that address.
int appoint_owner(const Configuration& configuration, const std::string& slug, const std::string& address);
/// `team-space password SLUG ADDRESS`: the new password is a line on stdin; 1 when nobody who could use it has that
/// address.
int set_password(const Configuration& configuration, const std::string& slug, const std::string& address);
/// `team-space suspend SLUG` and `team-space resume SLUG`.
int suspend_team_space(const Configuration& configuration, const std::string& slug);
int resume_team_space(const Configuration& configuration, const std::string& slug);
/// `team-space drop SLUG`: 1 when somebody has used it.
int drop_team_space(const Configuration& configuration, const std::string& slug);

}  // namespace gracy::worker
