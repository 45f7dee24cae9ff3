#include "worker/configuration.hpp"
#include "test.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using gracy::worker::Configuration;
using gracy::worker::ConfigurationError;
using gracy::worker::LogFormat;
using gracy::worker::parse_configuration;
using gracy::worker::read_configuration;

namespace {

/// A folder of its own for a test's files.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("gracy_configuration_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    std::filesystem::path write(const std::string& name, std::string_view text, mode_t mode = 0600) const {
        const std::filesystem::path file = path_ / name;
        std::ofstream(file) << text;
        chmod(file.c_str(), mode);
        return file;
    }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

constexpr std::string_view database = "[database]\nconninfo = \"host=/run/postgresql dbname=gracy user=gracy_app\"\n";
constexpr std::string_view staking = R"([staking]
chain_id = 31337
contract = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
start_block = 2
quorum = 1
[staking.providers.local]
group = "us"
url = "http://127.0.0.1:8545"
)";

constexpr std::string_view pool = R"([staking.contracts.pool]
contract = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
start_block = 3
abi = "season_staking"
sequence_slot = 0
seasons_slot = 10
)";

constexpr std::string_view base_chain = R"([staking.chains.base]
chain_id = 8453
quorum = 1
poll_seconds = 5
[staking.chains.base.providers.far]
group = "them"
url = "http://127.0.0.1:8546"
)";

std::string complaint(const std::string& text) {
    return EXPECT_THROW(ConfigurationError, parse_configuration(text, "worker.toml")).what();
}

std::string with(std::string_view more) {
    return std::string(database) + std::string(more);
}

}  // namespace

TEST(the_shortest_configuration_has_defaults) {
    const Configuration configuration = parse_configuration(database, "worker.toml");
    EXPECT_EQ(configuration.database.conninfo, std::string("host=/run/postgresql dbname=gracy user=gracy_app"));
    EXPECT(configuration.database.password.empty());
    EXPECT_EQ(configuration.log.format, LogFormat::text);
    EXPECT_EQ(configuration.jobs.concurrency, 8u);
    EXPECT_EQ(configuration.jobs.lease.count(), 60);
    EXPECT(!configuration.staking);
}

TEST(every_key_is_read) {
    const Configuration configuration = parse_configuration(
        with("[log]\nformat = \"json\"\nlevel = \"warning\"\n"
             "[jobs]\nconcurrency = 3\nlease_seconds = 30\npoll_ms = 250\nstop_seconds = 9\n"
             "[http]\nproxy = \"http://127.0.0.1:3128\"\n") +
            std::string(staking).replace(staking.find("quorum"), 10,
                                         "quorum = 2\nconfirmations = 3\nsequence_slot = 258\npoll_seconds = 5\n"
                                         "audit_seconds = 1800\n"
                                         "blocks_per_request = 10\nrpc_timeout_ms = 700\n"
                                         "header_fields = \"newHash bytes32, newNumber quantity\"") +
            "[staking.providers.bought]\ngroup = \"alchemy\"\nurl = \"https://rpc.example.com/\"\npaid = true\n"
            "[staking.events.stake]\nsignature = \"Staked(address,uint256,uint64,uint256)\"\nindexed = 2\n"
            "account = \"indexed 0\"\namount = \"data 1\"\nsequence = \"data 0\"\n",
        "worker.toml");
    EXPECT_EQ(configuration.log.format, LogFormat::json);
    EXPECT_EQ(configuration.log.level, gracy::base::LogLevel::warning);
    EXPECT_EQ(configuration.jobs.concurrency, 3u);
    EXPECT_EQ(configuration.jobs.lease.count(), 30);
    EXPECT_EQ(configuration.jobs.poll.count(), 250);
    EXPECT_EQ(configuration.jobs.stop.count(), 9);
    EXPECT_EQ(configuration.http.proxy, std::string("http://127.0.0.1:3128"));
    const gracy::staking::CrowdSettings& crowd = configuration.staking->chains.front().crowd;
    EXPECT_EQ(crowd.providers.size(), std::size_t{2});
    EXPECT_EQ(crowd.providers[0].name, std::string("bought"));
    EXPECT(crowd.providers[0].paid && !crowd.providers[1].paid);
    EXPECT_EQ(crowd.providers[1].url, std::string("http://127.0.0.1:8545"));
    EXPECT_EQ(crowd.providers[1].group, std::string("us"));
    EXPECT_EQ(crowd.quorum, std::size_t{2});
    EXPECT_EQ(crowd.confirmations.value(), 3);
    EXPECT_EQ(crowd.timeout.count(), 700);
    EXPECT_EQ(crowd.chain_id, 31337);
    const gracy::staking::ContractSettings& contract = configuration.staking->contracts.front().settings;
    EXPECT_EQ(gracy::staking::to_hex_text(*contract.sequence_slot), "0x" + std::string(60, '0') + "0102");
    EXPECT_EQ(configuration.staking->contracts.front().events.topics().size(), std::size_t{1});
    EXPECT_EQ(gracy::staking::to_hex_text(contract.address), std::string("0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"));
    EXPECT_EQ(contract.start_block, 2);
    EXPECT_EQ(contract.blocks_per_request, 10);
    EXPECT_EQ(configuration.staking->chains.front().poll.count(), 5);
    EXPECT_EQ(configuration.staking->chains.front().audit.count(), 1800);
}

TEST(an_unknown_key_is_refused_with_its_line_and_what_was_meant) {
    EXPECT_EQ(complaint(with("[jobs]\nconcurency = 3\n")),
              std::string("worker.toml:4: [jobs] has no key \"concurency\"; did you mean \"concurrency\"?"));
    EXPECT_EQ(complaint(with("[jobs]\nthreads = 3\n")),
              std::string("worker.toml:4: [jobs] has no key \"threads\"; known here: concurrency, lease_seconds, "
                          "poll_ms, stop_seconds"));
}

TEST(an_unknown_section_is_refused) {
    EXPECT_EQ(complaint(with("[stacking]\n")),
              std::string("worker.toml:3: there is no section [stacking]; did you mean \"staking\"?"));
    EXPECT_EQ(complaint("log = 1\n" + std::string(database)),
              std::string("worker.toml:1: log is a section; write [log] on a line of its own"));
}

TEST(a_wrong_type_or_range_is_refused_with_what_to_write) {
    EXPECT_EQ(complaint(with("[jobs]\nconcurrency = \"3\"\n")),
              std::string("worker.toml:4: [jobs] concurrency is string; write a whole number from 1 to 256, for "
                          "example concurrency = 8"));
    EXPECT_EQ(complaint(with("[jobs]\nlease_seconds = 0\n")),
              std::string("worker.toml:4: [jobs] lease_seconds is 0; write a whole number from 3 to 3600, for example "
                          "lease_seconds = 60"));
    EXPECT_EQ(
        complaint(with("[log]\nlevel = \"verbose\"\n")),
        std::string(
            "worker.toml:4: [log] level is \"verbose\"; write \"debug\" or \"info\" or \"warning\" or \"error\""));
}

TEST(what_is_missing_is_named) {
    EXPECT_EQ(complaint(""), std::string("worker.toml: [database] is missing; write [database] and below it conninfo = "
                                         "\"host=/run/postgresql dbname=gracy user=gracy_app\""));
    EXPECT_EQ(complaint("[database]\n"),
              std::string("worker.toml:1: [database] conninfo is missing; write for example conninfo = "
                          "\"host=/run/postgresql dbname=gracy user=gracy_app\""));
}

TEST(all_mistakes_are_told_at_once) {
    const std::string text = complaint("[database]\nconninfo = 1\n[log]\nformat = \"xml\"\n[staking]\nchain_id = 0\n");
    EXPECT_EQ(std::ranges::count(text, '\n'), 5);
    EXPECT(text.find("worker.toml:2: [database] conninfo is integer") != std::string::npos);
    EXPECT(text.find("worker.toml:4: [log] format is \"xml\"; write \"text\" or \"json\"") != std::string::npos);
    EXPECT(text.find("[staking] providers are missing") != std::string::npos);
    EXPECT(text.find("worker.toml:6: [staking] chain_id is 0") != std::string::npos);
}

TEST(what_is_not_toml_is_told_with_its_line) {
    EXPECT(complaint("[database]\nconninfo = \n").starts_with("worker.toml:2: not TOML: "));
    EXPECT(complaint("[database]\n[database]\n").starts_with("worker.toml:2: not TOML: "));
}

TEST(a_connection_string_that_the_client_refuses_is_refused) {
    EXPECT(complaint("[database]\nconninfo = \"hots=/run\"\n")
               .starts_with("worker.toml:2: [database] conninfo cannot be used: "));
    EXPECT(complaint("[database]\nconninfo = \"host=/run dbname=gracy sslrootcert=/nonexistent/ca.crt\"\n")
               .starts_with("worker.toml:2: [database] conninfo has sslrootcert=/nonexistent/ca.crt, which cannot be "
                            "read: No such file"));
    EXPECT(complaint("[database]\nconninfo = \"host=db.internal sslmode=prefer\"\n").find("cannot be used") !=
           std::string::npos);
}

TEST(a_mistyped_contract_is_refused) {
    std::string text = with(staking);
    const auto at = text.find("0xe7f1");
    EXPECT(complaint(std::string(text).replace(at, 6, "0xE7f1")).find("has a wrong checksum (EIP-55)") !=
           std::string::npos);
    EXPECT(complaint(std::string(text).replace(at, 6, "0xe7f")).find("is no address") != std::string::npos);
}

TEST(an_endpoint_is_given_in_one_way_and_is_a_url) {
    const std::string text = with(staking);
    const auto replaced = [&](const std::string& line) {
        return std::string(text).replace(text.find("url = "), std::string("url = \"http://127.0.0.1:8545\"").size(),
                                         line);
    };
    EXPECT(complaint(replaced("")).find("url is missing") != std::string::npos);
    EXPECT(complaint(replaced("url = \"ws://127.0.0.1\"")).find("is no http(s) URL") != std::string::npos);
    EXPECT(complaint(replaced("url = \"http://a\"\nurl_file = \"b\"")).find("write one of them") != std::string::npos);
}

TEST(an_audit_without_anybody_to_pay_is_refused) {
    const std::string text = std::string(database) + std::string(staking).replace(staking.find("quorum"), 10,
                                                                                  "quorum = 1\naudit_seconds = 3600");
    EXPECT(complaint(text).find("audit_seconds is given, and no provider is paid; write paid = true where one is") !=
           std::string::npos);
}

TEST(a_quorum_that_the_operator_groups_cannot_make_up_is_refused) {
    const std::string text = with(staking);
    const auto quorum = [&](const std::string& line) {
        return std::string(text).replace(text.find("quorum"), 10, line);
    };
    EXPECT(complaint(quorum(""))
               .find("quorum is 2, and the providers are of 1 operator group; add providers of others, or "
                     "write quorum = 1 to believe so few") != std::string::npos);
    // A second provider of the same operator is no second witness.
    const std::string same = "[staking.providers.other]\ngroup = \"us\"\nurl = \"http://127.0.0.1:8546\"\n";
    EXPECT(complaint(quorum("") + same).find("are of 1 operator group;") != std::string::npos);
    EXPECT(complaint(with("[staking]\nproviders = 7\n")).find("[staking] providers is integer; write sections") !=
           std::string::npos);
}

TEST(the_public_providers_that_are_shipped_can_be_configured) {
    std::ifstream file(std::string(GRACY_TEST_DATA) + "/../../conf/providers.ethereum.toml");
    const std::string providers(std::istreambuf_iterator<char>(file), {});
    const std::string before(staking.substr(0, staking.find("quorum")));
    const Configuration configuration = parse_configuration(with(before) + providers, "worker.toml");
    std::set<std::string> groups;
    for (const gracy::staking::ProviderSettings& provider : configuration.staking->chains.front().crowd.providers) {
        EXPECT(provider.url.starts_with("https://") && !provider.paid);
        groups.insert(provider.group);
    }
    EXPECT(configuration.staking->chains.front().crowd.providers.size() >= 20 && groups.size() >= 15);
}

TEST(an_event_that_cannot_be_read_is_refused) {
    const auto event = [](const std::string& text) {
        return complaint(with(staking) + "[staking.events.stake]\naccount = \"indexed 0\"\namount = \"data 0\"\n" +
                         text);
    };
    EXPECT(event("").find("[staking.events.stake] signature is missing") != std::string::npos);
    EXPECT(event("signature = \"Staked\"\n").find("signature is none") != std::string::npos);
    EXPECT(event("signature = \"Staked(address)\"\n")
               .find("amount is \"data 0\"; write \"indexed N\" with N below 1, or \"data N\" with N below 0") !=
           std::string::npos);
    const std::string unnumbered =
        std::string(with(staking)).replace(with(staking).find("quorum"), 10, "quorum = 1\nsequence_slot = 0");
    EXPECT(complaint(unnumbered + "[staking.events.stake]\naccount = \"indexed 0\"\namount = \"data 0\"\nsignature = "
                                  "\"S(address,uint256)\"\n")
               .find("sequence_slot is given, and an event has no sequence") != std::string::npos);
    EXPECT(complaint(with(staking) + "[staking.events.transfer]\naccount = \"indexed 0\"\namount = \"data "
                                     "0\"\nsignature = \"S(address,uint256)\"\n")
               .find("none of stake, claim, withdraw, season_created and season_cancelled") != std::string::npos);
    EXPECT(complaint(with(staking) + "[staking.events.season_cancelled]\namount = \"data 0\"\nsignature = "
                                     "\"S(uint256,uint256)\"\n")
               .find("[staking.events.season_cancelled] season is missing") != std::string::npos);
    EXPECT(complaint(with(staking) + "[staking.events.season_cancelled]\namount = \"data 0\"\nseason = \"indexed 0\"\n"
                                     "signature = \"S(uint256,uint256)\"\n")
               .find("events have one of season_created and season_cancelled") != std::string::npos);
}

TEST(seasons_are_read_of_a_contract_whose_storage_proves_them) {
    const auto contract = [](const std::string& lines) {
        return std::string(with(staking)).replace(with(staking).find("quorum"), 10, "quorum = 1\n" + lines);
    };
    EXPECT(complaint(contract("abi = \"season_staking\"\nsequence_slot = 0")).find("seasons_slot is missing") !=
           std::string::npos);
    EXPECT(complaint(contract("sequence_slot = 0\nseasons_slot = 10"))
               .find("seasons_slot is given, and no event of a season") != std::string::npos);
    EXPECT(complaint(contract("abi = \"erc20\"")).find("abi is \"erc20\"; write season_staking or gracy_staking") !=
           std::string::npos);
    const auto parse = [](const std::string& text) { return parse_configuration(text, "worker.toml"); };
    const auto proven = parse(contract("abi = \"season_staking\"\nsequence_slot = 0\nseasons_slot = 10"));
    EXPECT(proven.staking->contracts.front().events.have_seasons());
    EXPECT_EQ(std::to_integer<int>(proven.staking->contracts.front().settings.seasons_slot->back()), 10);
    // Without slots every block is looked at.
    EXPECT(!parse(contract("abi = \"season_staking\"")).staking->contracts.front().settings.seasons_slot);
    EXPECT(!proven.staking->contracts.front().settings.ledger_slot);
}

TEST(a_ledger_is_read_beside_events_and_seasons_that_are_proven) {
    const auto contract = [](const std::string& lines) {
        return std::string(with(staking)).replace(with(staking).find("quorum"), 10, "quorum = 1\n" + lines);
    };
    const std::string proven = "abi = \"season_staking\"\nsequence_slot = 0\nseasons_slot = 10\n";
    const auto read = parse_configuration(contract(proven + "ledger_slot = 6"), "worker.toml");
    EXPECT_EQ(std::to_integer<int>(read.staking->contracts.front().settings.ledger_slot->back()), 6);
    for (const char* without :
         {"abi = \"season_staking\"\nseasons_slot = 10\n", "abi = \"season_staking\"\n", "sequence_slot = 0\n"}) {
        EXPECT(complaint(contract(without + std::string("ledger_slot = 6")))
                   .find("ledger_slot is given, and what was swept") != std::string::npos);
    }
}

TEST(several_contracts_of_several_chains_are_read) {
    const auto read =
        parse_configuration(with(staking) + std::string(pool) + std::string(base_chain) +
                                "[staking.contracts.far]\nchain = \"base\"\n"
                                "contract = \"0xe7f1725e7734ce288f8367e1bb143e90bb3f0512\"\nstart_block = 7\n"
                                "[staking.contracts.far.events.stake]\nsignature = \"S(address,uint256)\"\n"
                                "account = \"indexed 0\"\namount = \"data 0\"\n",
                            "worker.toml")
            .staking.value();
    EXPECT_EQ(read.chains.size(), 2u);
    EXPECT_EQ(read.chains[0].crowd.chain_id, 31337);
    EXPECT_EQ(read.chains[1].crowd.chain_id, 8453);
    EXPECT_EQ(read.chains[1].crowd.label, std::string("staking.chains.base"));
    EXPECT_EQ(read.chains[1].crowd.providers[0].name, std::string("far"));
    EXPECT_EQ(read.chains[1].poll.count(), 5);
    EXPECT_EQ(read.contracts.size(), 3u);
    // The one of [staking] is first, and the same address on another chain is another contract.
    EXPECT_EQ(read.contracts[0].settings.label, std::string("staking"));
    EXPECT_EQ(read.contracts[1].settings.label, std::string("staking.contracts.far"));
    EXPECT_EQ(read.contracts[1].chain, 1u);
    EXPECT(read.contracts[1].settings.address == read.contracts[0].settings.address);
    EXPECT_EQ(read.contracts[1].events.topics().size(), 1u);
    EXPECT_EQ(read.contracts[2].chain, 0u);
    EXPECT(read.contracts[2].events.have_seasons());
}

TEST(a_chain_may_have_its_contracts_in_sections_alone) {
    const std::string chain =
        "[staking]\nchain_id = 31337\nquorum = 1\n" + std::string(staking.substr(staking.find("[staking.providers")));
    const auto read = parse_configuration(with(chain) + std::string(pool), "worker.toml").staking.value();
    EXPECT_EQ(read.contracts.size(), 1u);
    EXPECT_EQ(read.contracts[0].settings.label, std::string("staking.contracts.pool"));
    EXPECT(complaint(with(chain)).find("[staking] contract is missing") != std::string::npos);
    // Half of a contract is not taken for none.
    const std::string half = std::string(chain).replace(chain.find("quorum"), 0, "start_block = 3\n");
    EXPECT(complaint(with(half) + std::string(pool)).find("[staking] contract is missing") != std::string::npos);
}

TEST(mistakes_between_contracts_and_chains_are_named) {
    const auto found = [](const std::string& more, std::string_view what) {
        return complaint(with(staking) + more).find(what) != std::string::npos;
    };
    const std::string contract(pool);
    const auto replaced = [&](std::string_view before, const std::string& after) {
        return std::string(contract).replace(contract.find(before), before.size(), after);
    };
    EXPECT(found(replaced("0x5fbdb2315678afecb367f032d93f642f64180aa3", "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"),
                 "[staking.contracts.pool] contract is that of [staking], on the same chain"));
    EXPECT(
        found(replaced("abi = \"season_staking\"\n", ""),
              "[staking.contracts.pool] abi is missing; write season_staking or gracy_staking, or describe the events "
              "in sections [staking.contracts.pool.events.stake]"));
    EXPECT(found(replaced("abi", "chain = \"bse\"\nabi") + std::string(base_chain),
                 "chain is \"bse\", and there is no section [staking.chains.bse]; did you mean \"base\"?"));
    EXPECT(found(replaced("abi", "chain = \"base\"\nabi"), "leave it out for the chain of [staking]"));
    EXPECT(found(replaced("abi", "quorum = 1\nabi"), "[staking.contracts.pool] has no key \"quorum\""));
    EXPECT(found(std::string(base_chain),
                 "[staking] chains have base, of which no contract is watched; write chain = "
                 "\"base\" in a section [staking.contracts.NAME]"));
    const std::string other(base_chain);
    EXPECT(found(std::string(other).replace(other.find("8453"), 4, "31337"),
                 "[staking.chains.base] chain_id is 31337, which is that of [staking]; write each chain once"));
    // What is not there, or no number, is nobody's double.
    const std::string first =
        std::string(with(staking)).replace(with(staking).find("31337"), 5, "1") + std::string(pool);
    for (const char* id : {"", "chain_id = \"8453\""}) {
        const std::string said = complaint(first + std::string(other).replace(other.find("chain_id = 8453"), 15, id));
        EXPECT(said.find("[staking.chains.base] chain_id") != std::string::npos);
        EXPECT(said.find("write each chain once") == std::string::npos);
    }
    EXPECT(found(std::string(other).replace(other.find("quorum = 1"), 10, "quorum = 2"),
                 "[staking.chains.base] quorum is 2, and the providers are of 1 operator group"));
}

TEST(a_chain_s_range_is_the_largest_that_a_contract_of_it_asks_for) {
    const auto range_of = [](std::string_view of_first, std::string_view of_pool) {
        std::string text = with(staking);
        text.insert(text.find("quorum"), of_first);
        text += pool;
        return parse_configuration(text.append(of_pool), "worker.toml")
            .staking->chains.front()
            .crowd.blocks_per_request;
    };
    EXPECT_EQ(range_of("", ""), 2000);
    EXPECT_EQ(range_of("blocks_per_request = 5\n", "blocks_per_request = 60\n"), 60);
    EXPECT_EQ(range_of("blocks_per_request = 70\n", "blocks_per_request = 60\n"), 70);
}

TEST(secrets_are_read_from_files_beside_the_configuration) {
    const Folder folder;
    folder.write("database.password", "s3cret\n");
    folder.write("rpc.url", "https://rpc.example.com/v2/key\r\n");
    std::string text = with("password_file = \"database.password\"\n") + std::string(staking);
    text.replace(text.find("url = "), std::string("url = \"http://127.0.0.1:8545\"").size(), "url_file = \"rpc.url\"");
    const Configuration configuration = read_configuration(folder.write("worker.toml", text));
    EXPECT_EQ(configuration.database.password, std::string("s3cret"));
    EXPECT_EQ(configuration.staking->chains.front().crowd.providers[0].url,
              std::string("https://rpc.example.com/v2/key"));
    EXPECT(configuration.warnings.empty());
}

TEST(a_secret_file_that_is_no_secret_is_refused_or_warned_of) {
    const Folder folder;
    const std::string text = with("password_file = \"database.password\"\n");
    const auto complaint_of = [&] {
        return std::string(EXPECT_THROW(ConfigurationError, parse_configuration(text, folder / "worker.toml")).what());
    };
    EXPECT(complaint_of().find("which cannot be read: No such file or directory") != std::string::npos);
    folder.write("database.password", "\n");
    EXPECT(complaint_of().find("must hold one line") != std::string::npos);
    folder.write("database.password", "one\ntwo\n");
    EXPECT(complaint_of().find("must hold one line") != std::string::npos);
    folder.write("database.password", "one\n", 0644);
    EXPECT_EQ(parse_configuration(text, folder / "worker.toml").warnings.size(), 1u);
}

TEST(a_file_that_is_not_there_is_named) {
    EXPECT_EQ(std::string(EXPECT_THROW(ConfigurationError, read_configuration("/nonexistent/worker.toml")).what()),
              std::string("/nonexistent/worker.toml: cannot be read: No such file or directory"));
}

TEST(mail_goes_through_a_relay_or_sendgrid) {
    const Folder folder;
    folder.write("mail.password", "secret\n");
    const auto parse = [&](const std::string& section) {
        return parse_configuration(with("[mail]\n" + section), folder / "worker.toml");
    };
    EXPECT(!parse_configuration(database, "worker.toml").mail);
    const auto smtp = parse(
        "transport = \"smtp\"\nurl = \"smtp://relay.example.com:587\"\nfrom = \"hr@example.com\"\n"
        "user = \"gracy\"\npassword_file = \"mail.password\"\n");
    EXPECT(smtp.mail->tls);
    EXPECT_EQ(smtp.mail->secret, std::string("secret"));
    EXPECT_EQ(smtp.mail->per_minute, 300);
    EXPECT(!parse("transport = \"smtp\"\nurl = \"smtp://127.0.0.1\"\nfrom = \"hr@example.com\"\n").mail->tls);
    EXPECT_EQ(parse("transport = \"sendgrid\"\nkey_file = \"mail.password\"\nfrom = \"hr@example.com\"\n").mail->url,
              std::string("https://api.sendgrid.com"));
}

TEST(every_mistake_about_mail_is_named_with_what_to_write_instead) {
    const auto complains = [](const std::string& section, std::string_view what) {
        const std::string text = complaint(with("[mail]\n" + section));
        if (!text.contains(what)) {
            gracy::test::fail(text, std::source_location::current());
        }
    };
    const std::string from = "from = \"hr@example.com\"\n";
    const std::string relay = "transport = \"smtp\"\nurl = \"smtp://relay.example.com\"\n";
    complains("", "worker.toml:3: [mail] transport is missing; write for example transport = \"smtp\"");
    complains(from + "transport = \"pigeon\"\n",
              "worker.toml:5: [mail] transport is \"pigeon\"; write \"smtp\" or \"sendgrid\"");
    complains(relay, "[mail] from is missing");
    complains(relay + "from = \"HR <hr@example.com>\"\n",
              "[mail] from is \"HR <hr@example.com>\", which is no mail address");
    complains(relay + from + "tls = \"none\"\n", "[mail] tls may be \"none\" only for a relay on this machine");
    complains(relay + from + "user = \"gracy\"\n", "[mail] user needs a password; write password_file");
    complains(relay + from + "password_file = \"x\"\n", "[mail] password_file needs a user");
    complains("transport = \"smtp\"\nurl = \"smtp://gracy:secret@relay.example.com\"\n" + from,
              "[mail] url is no address of a mail relay");
    complains("transport = \"sendgrid\"\n" + from, "[mail] key_file is missing");
    complains("transport = \"sendgrid\"\nurl = \"http://example.com\"\nkey_file = \"x\"\n" + from,
              "[mail] url must be an https address");
    complains(relay + from + "per_minuet = 3\n", "did you mean \"per_minute\"?");
}

TEST(later_answers_go_to_one_place_alone) {
    const Folder folder;
    folder.write("slack.key", std::string(64, 'a') + "\n");
    const auto parse = [&](const std::string& more) {
        return parse_configuration(with("[slack]\ntoken_key_file = \"slack.key\"\n" + more), folder / "worker.toml");
    };
    EXPECT_EQ(parse("").slack->response_origin, std::string("https://hooks.slack.com"));
    EXPECT_EQ(parse("response_origin = \"https://hooks.slack-gov.com\"\n").slack->response_origin,
              std::string("https://hooks.slack-gov.com"));
    for (const std::string bad : {"http://hooks.slack.com", "https://hooks.slack.com/", "https://a@b"}) {
        const std::string said = EXPECT_THROW(ConfigurationError, parse("response_origin = \"" + bad + "\"\n")).what();
        EXPECT(said.find("response_origin must be an https address") != std::string::npos);
    }
}

TEST(surveys_link_to_an_address_that_browsers_reach_safely) {
    const Folder folder;
    folder.write("slack.key", std::string(64, 'a') + "\n");
    const auto parse = [&](const std::string& more) {
        return parse_configuration(with("[slack]\ntoken_key_file = \"slack.key\"\n" + more), folder / "worker.toml");
    };
    EXPECT_EQ(parse("").slack->address, std::string());
    EXPECT_EQ(parse("address = \"https://gracy.example.com\"\n").slack->address,
              std::string("https://gracy.example.com"));
    for (const std::string bad : {"http://gracy.example.com", "https://gracy.example.com/", "gracy.example.com"}) {
        const std::string said = EXPECT_THROW(ConfigurationError, parse("address = \"" + bad + "\"\n")).what();
        EXPECT(said.find("address must be an https address") != std::string::npos);
    }
}

TEST(slack_app_has_both_an_id_and_a_secret) {
    const Folder folder;
    folder.write("slack.key", std::string(64, 'a') + "\n");
    folder.write("client.secret", "0123456789abcdef\n");
    const auto parse = [&](const std::string& more) {
        return parse_configuration(with("[slack]\ntoken_key_file = \"slack.key\"\n" + more), folder / "worker.toml");
    };
    EXPECT(!parse("").slack->app);
    const auto app = parse("client_id = \"1.2\"\nclient_secret_file = \"client.secret\"\n").slack->app;
    EXPECT_EQ(app->client_id, std::string("1.2"));
    EXPECT_EQ(app->client_secret, std::string("0123456789abcdef"));
    for (const std::string half : {"client_id = \"1.2\"\n", "client_secret_file = \"client.secret\"\n"}) {
        const std::string said = EXPECT_THROW(ConfigurationError, parse(half)).what();
        EXPECT(said.find("is missing") != std::string::npos);
    }
}

TEST(errors_go_to_a_channel_of_a_workspace) {
    const Folder folder;
    folder.write("slack.key", std::string(64, 'a') + "\n");
    const auto parse = [&](const std::string& more) {
        return parse_configuration(with("[slack]\ntoken_key_file = \"slack.key\"\n" + more), folder / "worker.toml");
    };
    const auto complaint_of = [&](const std::string& more) {
        return std::string(EXPECT_THROW(ConfigurationError, parse(more)).what());
    };
    EXPECT(!parse("").slack->errors);
    const auto errors = parse("errors_team = \"T1\"\nerrors_channel = \"C1\"\n").slack->errors;
    EXPECT(errors && errors->team_id == "T1" && errors->channel == "C1" && errors->pause == std::chrono::minutes(5));
    EXPECT(parse("errors_team = \"T1\"\nerrors_channel = \"G1\"\nerrors_pause_seconds = 60\n").slack->errors->pause ==
           std::chrono::minutes(1));
    EXPECT(complaint_of("errors_team = \"T1\"\n").contains("errors_channel is missing"));
    EXPECT(complaint_of("errors_channel = \"C1\"\n").contains("errors_team is missing"));
    EXPECT(complaint_of("errors_pause_seconds = 60\n").contains("belong together"));
    EXPECT(complaint_of("errors_team = \"T1\"\nerrors_channel = \"#errors\"\n").contains("begins with C or G"));
    EXPECT(complaint_of("errors_team = \"T1\"\nerrors_channel = \"C1\"\nerrors_pause_seconds = 0\n")
               .contains("errors_pause_seconds"));
}

TEST(slack_needs_a_key_that_is_long_enough) {
    const Folder folder;
    folder.write("slack.key", std::string(64, 'a') + "\n");
    folder.write("old.key", std::string(64, 'b') + "\n");
    folder.write("short.key", "abc\n");
    const auto parse = [&](const std::string& section) {
        return parse_configuration(with("[slack]\n" + section), folder / "worker.toml");
    };
    EXPECT(!parse_configuration(database, "worker.toml").slack);
    const auto slack = parse("token_key_file = \"slack.key\"\nold_token_key_file = \"old.key\"\n").slack;
    EXPECT_EQ(slack->base_url, std::string("https://slack.com/api"));
    EXPECT(slack->token_keys == std::vector<std::string>({std::string(64, 'a'), std::string(64, 'b')}));
    const auto complains = [&](const std::string& section, std::string_view what) {
        const std::string text = EXPECT_THROW(ConfigurationError, parse(section)).what();
        if (!text.contains(what)) {
            gracy::test::fail(text, std::source_location::current());
        }
    };
    complains("", "[slack] token_key_file is missing");
    complains("token_key_file = \"short.key\"\n", "[slack] token_key_file names a key of 3 bytes");
    for (const std::string url : {"http://slack.com/api", "https://slack.com/api/", "slack.com"}) {
        complains("token_key_file = \"slack.key\"\nbase_url = \"" + url + "\"\n", "[slack] base_url must be an https");
    }
}

TEST(the_event_log_may_be_in_mongodb) {
    const Folder folder;
    folder.write("mongodb.password", "pencil\n");
    const auto parse = [&](const std::string& section) {
        return parse_configuration(with("[documents]\n" + section), folder / "worker.toml").documents;
    };
    EXPECT(!parse_configuration(database, "worker.toml").documents);
    const auto documents =
        parse("mongodb = \"mongodb://gracy@db/people?replicaSet=rs\"\npassword_file = \"mongodb.password\"\n");
    EXPECT_EQ(documents->database, "people");
    EXPECT_EQ(documents->password, "pencil");
    EXPECT_EQ(parse("mongodb = \"mongodb://db\"\n")->database, "gracy");
}

TEST(every_mistake_about_mongodb_is_named_with_what_to_write_instead) {
    const auto complains = [](const std::string& section, std::string_view what) {
        const std::string text = complaint(with("[documents]\n" + section));
        if (!text.contains(what) || text.contains("s3cret")) {
            gracy::test::fail(text, std::source_location::current());
        }
    };
    complains("", "[documents] mongodb is missing; write for example mongodb = \"mongodb://");
    complains("mongodb = \"mongodb+srv://db\"\n",
              "[documents] mongodb cannot be used: mongodb+srv:// is not supported");
    complains("mongodb = \"mongodb://gracy:s3cret@db\"\n",
              "[documents] mongodb holds a password; write it into a file");
    complains("mongodb = \"mongodb://gracy@db\"\n", "[documents] password_file is missing");
    complains("mongodb = \"mongodb://db\"\nuri = \"x\"\n", "uri");
}
