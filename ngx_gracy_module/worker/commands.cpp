#include "worker/commands.hpp"

#include "base/release.hpp"
#include "worker/log.hpp"

#include <fmt/format.h>
#include <charconv>
#include <cstdio>
#include <optional>
#include <vector>

namespace gracy::worker {
namespace {

constexpr std::string_view usage =
    R"(usage: gracy-worker COMMAND [--config FILE]

  check                          read the configuration, name every mistake in it
  migrate                        bring the database's schema up to this build
  run [--duty jobs|staking|all]  do the work until SIGTERM
  jobs dead                      list the jobs that failed for the last time
  jobs retry ID | --kind KIND    put one of them, or all of a kind, back into their lane
  jobs drop ID | --kind KIND     delete one of them, or all of a kind, for good
  answers refused                list what models have answered that was not shown, with the reasons
  providers                      show the staking chain's providers: who serves, fails, has lied
  staking forget CHAIN CONTRACT  delete a contract's history, to be read anew from its first block;
                                 while no worker is on staking duty
  audit verify [HEAD]            prove that nobody changed the audit log; HEAD: a hash that
                                 an earlier run printed, to see that nothing was cut off
  slack connect SLUG             read a bot token from stdin: its workspace belongs to that team space
  slack reseal                   seal tokens that old_token_key_file has sealed with token_key_file
  team-space create SLUG --name NAME --owner ADDRESS [--owner-name NAME] [--timezone TZ] [--locale ko|en]
                                 begin a team space; its owner's password is read from stdin
  team-space list                list the team spaces
  team-space owner SLUG ADDRESS  make the member with that mail address an owner
  team-space password SLUG ADDRESS
                                 set that member's password, which is read from stdin, and sign them out
  team-space suspend SLUG        let nobody in any more; resume SLUG: as before
  team-space drop SLUG           take a team space away that nobody has used yet, as gracy_owner
  hash-password                  read a password from stdin, print its argon2id form
  version                        print which build this is

All but hash-password and version read FILE, a TOML file (conf/worker.example.toml explains it).
)";

/// Nothing when it is no number above 0.
std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_one = error == std::errc() && end == text.data() + text.size() && number > 0;
    return is_one ? std::optional(number) : std::nullopt;
}

std::int64_t parse_job(std::string_view text, std::string_view verb) {
    const auto id = parse_number(text);
    if (!id) {
        throw UsageError(fmt::format("\"{}\" is no job; write jobs {} and a number that jobs dead lists", text, verb));
    }
    return *id;
}

Arguments::Contract parse_contract(std::string_view chain, std::string_view contract) {
    const auto chain_id = parse_number(chain);
    if (!chain_id) {
        throw UsageError(fmt::format("\"{}\" is no chain; write its number, such as 1", chain));
    }
    const staking::ParsedAddress parsed = staking::parse_address(contract);
    if (!parsed.address) {
        throw UsageError(parsed.error == staking::AddressError::wrong_checksum
                             ? fmt::format("\"{}\" has a wrong checksum (EIP-55): a letter is mistyped", contract)
                             : fmt::format("\"{}\" is no address; write 0x and 40 hexadecimal digits", contract));
    }
    return {.chain_id = *chain_id, .address = *parsed.address};
}

std::string parse_head(std::string_view text) {
    if (text.size() != 64 || text.find_first_not_of("0123456789abcdef") != text.npos) {
        throw UsageError(fmt::format("\"{}\" is no hash; write the 64 digits that audit verify prints", text));
    }
    return std::string(text);
}

Arguments::Duty parse_duty(std::string_view text) {
    if (text == "jobs") {
        return Arguments::Duty::jobs;
    }
    if (text == "staking") {
        return Arguments::Duty::staking;
    }
    if (text == "all") {
        return Arguments::Duty::all;
    }
    throw UsageError(fmt::format("--duty {}: write --duty jobs, --duty staking or --duty all", text));
}

/// Whether the option is one of `team-space create`.
bool take_team_space_option(std::string_view option, std::string_view value, NewTeamSpace& team_space) {
    if (option == "--name") {
        team_space.name = value;
    } else if (option == "--owner") {
        team_space.owner = value;
    } else if (option == "--owner-name") {
        team_space.owner_name = value;
    } else if (option == "--timezone") {
        team_space.timezone = value;
    } else if (option == "--locale") {
        if (value != "ko" && value != "en") {
            throw UsageError(fmt::format("--locale {}: write --locale ko or --locale en", value));
        }
        team_space.locale = value;
    } else {
        return false;
    }
    return true;
}

Arguments::Command parse_team_space(std::span<const std::string_view> words, Arguments& arguments) {
    using Command = Arguments::Command;
    const std::string_view verb = words.size() > 1 ? words[1] : "";
    if (verb == "list" && words.size() == 2) {
        return Command::list_team_spaces;
    }
    arguments.slug = words.size() > 2 ? words[2] : "";
    if ((verb == "owner" || verb == "password") && words.size() == 4) {
        arguments.address = words[3];
        return verb == "owner" ? Command::appoint_owner : Command::set_password;
    }
    if (words.size() == 3 && verb == "suspend") {
        return Command::suspend_team_space;
    }
    if (words.size() == 3 && verb == "resume") {
        return Command::resume_team_space;
    }
    if (words.size() == 3 && verb == "drop") {
        return Command::drop_team_space;
    }
    NewTeamSpace& team_space = arguments.team_space;
    if (words.size() != 3 || verb != "create" || team_space.name.empty() || team_space.owner.empty()) {
        throw UsageError(
            "write team-space create SLUG --name NAME --owner ADDRESS, team-space list, team-space owner or password "
            "SLUG ADDRESS, or team-space suspend, resume or drop SLUG");
    }
    team_space.slug = arguments.slug;
    if (team_space.owner_name.empty()) {
        team_space.owner_name = team_space.owner.substr(0, team_space.owner.find('@'));
    }
    return Command::create_team_space;
}

Arguments::Command parse_command(std::span<const std::string_view> words, Arguments& arguments) {
    using Command = Arguments::Command;
    const std::string_view first = words.front();
    if (first == "audit") {
        if (words.size() < 2 || words.size() > 3 || words[1] != "verify") {
            throw UsageError("write audit verify, or audit verify HEAD");
        }
        if (words.size() == 3) {
            arguments.noted_head = parse_head(words[2]);
        }
        return Command::verify_audit_log;
    }
    if (first == "jobs") {
        if (words.size() == 2 && words[1] == "dead") {
            return Command::list_dead_jobs;
        }
        const bool drops = words.size() > 1 && words[1] == "drop";
        const bool acts = drops || (words.size() > 1 && words[1] == "retry");
        if (words.size() == 3 && acts && arguments.kind.empty()) {
            arguments.job = parse_job(words[2], words[1]);
            return drops ? Command::drop_dead_job : Command::retry_dead_job;
        }
        if (words.size() == 2 && acts && !arguments.kind.empty()) {
            return drops ? Command::drop_dead_jobs : Command::retry_dead_jobs;
        }
        throw UsageError("write jobs dead, jobs retry ID, or jobs retry --kind KIND; jobs drop likewise");
    }
    if (first == "answers") {
        if (words.size() != 2 || words[1] != "refused") {
            throw UsageError("write answers refused");
        }
        return Command::list_refused_answers;
    }
    if (first == "slack") {
        if (words.size() == 2 && words[1] == "reseal") {
            return Command::reseal_slack;
        }
        if (words.size() != 3 || words[1] != "connect") {
            throw UsageError("write slack connect and the team space's slug, or slack reseal");
        }
        arguments.slug = words[2];
        return Command::connect_slack;
    }
    if (first == "staking") {
        if (words.size() != 4 || words[1] != "forget") {
            throw UsageError("write staking forget, the chain's number and the contract's address");
        }
        arguments.contract = parse_contract(words[2], words[3]);
        return Command::forget_contract;
    }
    if (first == "team-space") {
        return parse_team_space(words, arguments);
    }
    if (words.size() > 1) {
        throw UsageError(fmt::format("{} takes no \"{}\"", first, words[1]));
    }
    if (first == "check") {
        return Command::check;
    }
    if (first == "migrate") {
        return Command::migrate;
    }
    if (first == "run") {
        return Command::run;
    }
    if (first == "providers") {
        return Command::list_providers;
    }
    if (first == "hash-password") {
        return Command::hash_password;
    }
    if (first == "help") {
        return Command::help;
    }
    if (first == "version") {
        return Command::version;
    }
    throw UsageError(fmt::format("there is no command \"{}\"", first));
}

int dispatch(const Arguments& arguments) {
    using Command = Arguments::Command;
    if (arguments.command == Command::help) {
        std::fwrite(usage.data(), 1, usage.size(), stdout);
        return 0;
    }
    if (arguments.command == Command::version) {
        fmt::print("gracy-worker {}\n", base::release());
        return 0;
    }
    if (arguments.command == Command::hash_password) {
        return hash_password();
    }
    const Configuration configuration = read_configuration(arguments.configuration_file);
    open_log(configuration.log.format, configuration.log.level);
    for (const std::string& warning : configuration.warnings) {
        base::log_line(base::LogLevel::warning, warning);
    }
    switch (arguments.command) {
        case Command::check:
            fmt::print("{}: good\n", arguments.configuration_file);
            return 0;
        case Command::migrate:
            return migrate(configuration);
        case Command::run:
            return run(configuration, arguments.duty);
        case Command::list_dead_jobs:
            return list_dead_jobs(configuration);
        case Command::list_refused_answers:
            return list_refused_answers(configuration);
        case Command::retry_dead_jobs:
            return retry_dead_jobs(configuration, arguments.kind);
        case Command::drop_dead_job:
            return drop_dead_job(configuration, arguments.job);
        case Command::drop_dead_jobs:
            return drop_dead_jobs(configuration, arguments.kind);
        case Command::forget_contract:
            return forget_contract(configuration, arguments.contract);
        case Command::list_providers:
            return list_providers(configuration);
        case Command::verify_audit_log:
            return verify_audit_log(configuration, arguments.noted_head);
        case Command::connect_slack:
            return connect_slack(configuration, arguments.slug);
        case Command::create_team_space:
            return create_team_space(configuration, arguments.team_space);
        case Command::list_team_spaces:
            return list_team_spaces(configuration);
        case Command::appoint_owner:
            return appoint_owner(configuration, arguments.slug, arguments.address);
        case Command::set_password:
            return set_password(configuration, arguments.slug, arguments.address);
        case Command::suspend_team_space:
            return suspend_team_space(configuration, arguments.slug);
        case Command::resume_team_space:
            return resume_team_space(configuration, arguments.slug);
        case Command::drop_team_space:
            return drop_team_space(configuration, arguments.slug);
        case Command::reseal_slack:
            return reseal_slack(configuration);
        default:
            return retry_dead_job(configuration, arguments.job);
    }
}

}  // namespace

Arguments parse_arguments(std::span<const std::string_view> words) {
    Arguments arguments;
    std::vector<std::string_view> command;
    bool duty_given = false;
    bool team_space_given = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        if (!word.starts_with("--")) {
            command.push_back(word);
            continue;
        }
        if (word == "--help" || word == "--version") {
            arguments.command = word == "--help" ? Arguments::Command::help : Arguments::Command::version;
            return arguments;
        }
        std::string_view value;
        if (const std::size_t equals = word.find('='); equals != std::string_view::npos) {
            value = word.substr(equals + 1);
            word = word.substr(0, equals);
        } else if (i + 1 < words.size()) {
            value = words[++i];
        }
        if (value.empty()) {
            throw UsageError(fmt::format("{} wants a value", word));
        }
        if (word == "--config") {
            arguments.configuration_file = value;
        } else if (word == "--duty") {
            arguments.duty = parse_duty(value);
            duty_given = true;
        } else if (word == "--kind") {
            arguments.kind = value;
        } else if (take_team_space_option(word, value, arguments.team_space)) {
            team_space_given = true;
        } else {
            throw UsageError(fmt::format("there is no option {}", word));
        }
    }
    if (command.empty()) {
        throw UsageError("a command is missing");
    }
    arguments.command = parse_command(command, arguments);
    if (duty_given && arguments.command != Arguments::Command::run) {
        throw UsageError("--duty belongs to run");
    }
    if (!arguments.kind.empty() && arguments.command != Arguments::Command::retry_dead_jobs &&
        arguments.command != Arguments::Command::drop_dead_jobs) {
        throw UsageError("--kind belongs to jobs retry and jobs drop");
    }
    if (team_space_given && arguments.command != Arguments::Command::create_team_space) {
        throw UsageError("--name, --owner, --owner-name, --timezone and --locale belong to team-space create");
    }
    const bool needs_file = arguments.command != Arguments::Command::help &&
                            arguments.command != Arguments::Command::version &&
                            arguments.command != Arguments::Command::hash_password;
    if (needs_file && arguments.configuration_file.empty()) {
        throw UsageError("--config FILE is missing");
    }
    return arguments;
}

int main(std::span<char*> arguments) {
    open_log(LogFormat::text, base::LogLevel::info);
    try {
        const std::vector<std::string_view> words(arguments.begin() + 1, arguments.end());
        return dispatch(parse_arguments(words));
    } catch (const UsageError& error) {
        fmt::print(stderr, "gracy-worker: {}\n{}", error.what(), usage);
        return 2;
    } catch (const ConfigurationError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    } catch (const std::exception& error) {
        base::log_line(base::LogLevel::error, error.what());
        return 1;
    }
}

}  // namespace gracy::worker
