#include "worker/commands.hpp"
#include "test.hpp"

#include <vector>

using gracy::worker::Arguments;
using gracy::worker::parse_arguments;
using gracy::worker::UsageError;

namespace {

Arguments parse(std::vector<std::string_view> words) {
    return parse_arguments(words);
}

std::string complaint(std::vector<std::string_view> words) {
    return EXPECT_THROW(UsageError, parse(words)).what();
}

}  // namespace

TEST(commands_and_options_may_come_in_any_order) {
    const Arguments run = parse({"--config", "w.toml", "run", "--duty=staking"});
    EXPECT(run.command == Arguments::Command::run);
    EXPECT(run.duty == Arguments::Duty::staking);
    EXPECT_EQ(run.configuration_file, std::string("w.toml"));
    EXPECT(parse({"run", "--config=w.toml"}).duty == Arguments::Duty::all);
    const Arguments retry = parse({"jobs", "retry", "17", "--config", "w.toml"});
    EXPECT(retry.command == Arguments::Command::retry_dead_job);
    EXPECT_EQ(retry.job, 17);
    const Arguments all = parse({"jobs", "retry", "--kind", "assistant.task", "--config", "w.toml"});
    EXPECT(all.command == Arguments::Command::retry_dead_jobs && all.kind == "assistant.task");
    const Arguments drop = parse({"jobs", "drop", "17", "--config", "w.toml"});
    EXPECT(drop.command == Arguments::Command::drop_dead_job && drop.job == 17);
    const Arguments kind = parse({"jobs", "drop", "--kind", "mail", "--config", "w.toml"});
    EXPECT(kind.command == Arguments::Command::drop_dead_jobs && kind.kind == "mail");
    const Arguments forget =
        parse({"staking", "forget", "1", "0x5FbDB2315678afecb367f032d93F642f64180aa3", "--config", "w.toml"});
    EXPECT(forget.command == Arguments::Command::forget_contract && forget.contract.chain_id == 1);
    EXPECT(forget.contract.address.front() == std::byte{0x5f});
    EXPECT(parse({"jobs", "dead", "--config", "w.toml"}).command == Arguments::Command::list_dead_jobs);
    EXPECT(parse({"answers", "refused", "--config", "w.toml"}).command == Arguments::Command::list_refused_answers);
    EXPECT(parse({"providers", "--config", "w.toml"}).command == Arguments::Command::list_providers);
    const std::string head(64, 'a');
    EXPECT(parse({"audit", "verify", "--config", "w.toml"}).noted_head.empty());
    EXPECT_EQ(parse({"audit", "verify", head, "--config", "w.toml"}).noted_head, head);
    EXPECT(parse({"hash-password"}).command == Arguments::Command::hash_password);
    EXPECT(parse({"run", "--help"}).command == Arguments::Command::help);
    EXPECT(parse({"--version"}).command == Arguments::Command::version);
    EXPECT(parse({"version"}).command == Arguments::Command::version);
}

TEST(what_is_not_understood_is_named) {
    EXPECT_EQ(complaint({}), std::string("a command is missing"));
    EXPECT_EQ(complaint({"start"}), std::string("there is no command \"start\""));
    EXPECT_EQ(complaint({"check"}), std::string("--config FILE is missing"));
    EXPECT_EQ(complaint({"check", "--config"}), std::string("--config wants a value"));
    EXPECT_EQ(complaint({"check", "--colour", "red"}), std::string("there is no option --colour"));
    EXPECT_EQ(complaint({"check", "now", "--config", "w"}), std::string("check takes no \"now\""));
    EXPECT_EQ(complaint({"run", "--duty", "all of them"}),
              std::string("--duty all of them: write --duty jobs, --duty staking or --duty all"));
    EXPECT_EQ(complaint({"check", "--duty", "all", "--config", "w"}), std::string("--duty belongs to run"));
    EXPECT_EQ(complaint({"jobs", "--config", "w"}),
              std::string("write jobs dead, jobs retry ID, or jobs retry --kind KIND; jobs drop likewise"));
    EXPECT(complaint({"jobs", "retry", "17", "--kind", "x", "--config", "w"}).starts_with("write jobs dead"));
    EXPECT(complaint({"jobs", "drop", "x1", "--config", "w"}).contains("write jobs drop and a number"));
    EXPECT(complaint({"staking", "forget", "1", "--config", "w"}).starts_with("write staking forget"));
    EXPECT(complaint({"staking", "forget", "main", "0xc0", "--config", "w"}).starts_with("\"main\" is no chain"));
    EXPECT(complaint({"staking", "forget", "1", "0xc0", "--config", "w"}).starts_with("\"0xc0\" is no address"));
    EXPECT(complaint({"staking", "forget", "1", "0x5fbDB2315678afecb367f032d93F642f64180aa3", "--config", "w"})
               .contains("wrong checksum"));
    EXPECT(complaint({"jobs", "retry", "x1", "--config", "w"}).starts_with("\"x1\" is no job"));
    EXPECT_EQ(parse({"slack", "connect", "hanbit", "--config", "w"}).slug, std::string("hanbit"));
    EXPECT_EQ(complaint({"slack", "connect", "--config", "w"}),
              std::string("write slack connect and the team space's slug, or slack reseal"));
    EXPECT_EQ(complaint({"audit", "--config", "w"}), std::string("write audit verify, or audit verify HEAD"));
    EXPECT(complaint({"audit", "verify", "xyz", "--config", "w"}).starts_with("\"xyz\" is no hash"));
    EXPECT(complaint({"jobs", "retry", "-1", "--config", "w"}).starts_with("\"-1\" is no job"));
}

TEST(a_team_space_is_begun_with_its_owner) {
    const Arguments made = parse({"team-space", "create", "hanbit", "--name", "한빛전자",
                                  "--owner=minseo@hanbit.example", "--timezone", "Europe/Berlin", "--config", "w"});
    EXPECT(made.command == Arguments::Command::create_team_space);
    EXPECT_EQ(made.team_space.slug, std::string("hanbit"));
    EXPECT_EQ(made.team_space.owner_name, std::string("minseo"));
    EXPECT_EQ(made.team_space.timezone, std::string("Europe/Berlin"));
    EXPECT_EQ(made.team_space.locale, std::string("ko"));
    EXPECT(parse({"team-space", "list", "--config", "w"}).command == Arguments::Command::list_team_spaces);
    const std::string usage =
        "write team-space create SLUG --name NAME --owner ADDRESS, team-space list, team-space owner or password SLUG "
        "ADDRESS, or team-space suspend, resume or drop SLUG";
    EXPECT_EQ(complaint({"team-space", "create", "hanbit", "--name", "x", "--config", "w"}), usage);
    EXPECT_EQ(complaint({"team-space", "--config", "w"}), usage);
    EXPECT(complaint({"check", "--owner", "a@b.example", "--config", "w"}).ends_with("belong to team-space create"));
    EXPECT(complaint({"team-space", "list", "--locale", "de", "--config", "w"}).starts_with("--locale de"));
}

TEST(what_an_operator_does_to_a_team_space_names_it_and_a_member) {
    const Arguments owner = parse({"team-space", "owner", "hanbit", "minseo@hanbit.example", "--config", "w"});
    EXPECT(owner.command == Arguments::Command::appoint_owner);
    EXPECT_EQ(owner.slug, std::string("hanbit"));
    EXPECT_EQ(owner.address, std::string("minseo@hanbit.example"));
    const Arguments password = parse({"team-space", "password", "hanbit", "minseo@hanbit.example", "--config", "w"});
    EXPECT(password.command == Arguments::Command::set_password && password.address == owner.address);
    const auto command = [](std::string_view verb) {
        return parse({"team-space", verb, "hanbit", "--config", "w"}).command;
    };
    EXPECT(command("suspend") == Arguments::Command::suspend_team_space);
    EXPECT(command("resume") == Arguments::Command::resume_team_space);
    EXPECT(command("drop") == Arguments::Command::drop_team_space);
    EXPECT(complaint({"team-space", "owner", "hanbit", "--config", "w"}).starts_with("write team-space create"));
    EXPECT(complaint({"team-space", "drop", "--config", "w"}).starts_with("write team-space create"));
    EXPECT(complaint({"team-space", "suspend", "a", "b", "--config", "w"}).starts_with("write team-space create"));
}
