// Whom the worker is told to believe, and what it is told to read: mistakes that would go unnoticed.
#include "test.hpp"
#include "worker/configuration.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using gracy::worker::Configuration;
using gracy::worker::ConfigurationError;
using gracy::worker::parse_configuration;

namespace {

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

std::string complaint(const std::string& text) {
    return EXPECT_THROW(ConfigurationError, parse_configuration(text, "worker.toml")).what();
}

std::string with(std::string_view more) {
    return std::string(database) + std::string(more);
}

/// In [staking] itself.
std::string with_keys(const std::string& lines) {
    return with(staking).replace(with(staking).find("quorum"), 10, "quorum = 1\n" + lines);
}

}  // namespace

TEST(one_place_under_the_names_of_two_operators_is_refused) {
    const auto text = [](const std::string& group, const std::string& url) {
        return with(staking) + "[staking.providers.other]\ngroup = \"" + group + "\"\nurl = \"" + url + "\"\n";
    };
    const std::string known = "[staking.providers.other] url is that of \"";
    for (const char* url : {"http://127.0.0.1:8545", "http://127.0.0.1:8545/", "http://127.0.0.1:8545//",
                            "http://me:key@127.0.0.1:8545#a"}) {
        EXPECT(complaint(text("them", url)).find(known) != std::string::npos);
        EXPECT(complaint(text("them", url)).find("key@") == std::string::npos);
    }
    // The same operator may be named twice, in whatever letters.
    EXPECT(parse_configuration(text("US", "http://127.0.0.1:8545"), "worker.toml").warnings.empty());
    EXPECT_EQ(parse_configuration(text("US", "http://127.0.0.1:8546"), "worker.toml")
                  .staking->chains.front()
                  .crowd.providers[0]
                  .group,
              std::string("us"));
    const auto warnings = parse_configuration(text("them", "http://127.0.0.1:8546/v2/s3cret"), "worker.toml").warnings;
    EXPECT_EQ(warnings.size(), 1u);
    EXPECT(warnings[0].find("[staking.providers.other] is at the same host as") != std::string::npos);
    EXPECT(warnings[0].find("s3cret") == std::string::npos);
    EXPECT(parse_configuration(text("them", "http://127.0.0.2:8545"), "worker.toml").warnings.empty());
}

TEST(a_signature_is_the_one_that_the_abi_hashes) {
    const auto said = [](const std::string& signature, const std::string& more = "") {
        return complaint(with(staking) +
                         "[staking.events.stake]\naccount = \"indexed 0\"\namount = \"data 0\"\nsignature = \"" +
                         signature + "\"\n" + more);
    };
    for (const char* signature :
         {"Staked(address, uint256)", "Staked(address indexed account, uint256 amount)",
          "event Staked(address indexed account, uint amount);", "Staked(address,uint)", " Staked(address,uint256)"}) {
        EXPECT(said(signature).find("[staking.events.stake] signature is \"") != std::string::npos);
        EXPECT(said(signature).find("write signature = \"Staked(address,uint256)\"") != std::string::npos);
    }
    for (const char* signature :
         {"Staked", "Staked(address,uint7)", "Staked(address,uint08)", "Staked(address,uint264)", "Staked(address,)",
          "Staked(address,bytes33)", "(address,uint256)", "Staked(address,(uint256,uint256))",
          "Staked(address,uint256[])"}) {
        EXPECT(said(signature).find("signature is none") != std::string::npos);
    }
    EXPECT(said("Staked(address,uint256,bytes,string)").find("has a string or bytes") != std::string::npos);
    const auto fine = [](const std::string& signature) {
        return parse_configuration(
                   with(staking) +
                       "[staking.events.stake]\naccount = \"indexed 0\"\namount = \"data 0\"\nsignature = \"" +
                       signature + "\"\n",
                   "worker.toml")
            .staking->contracts.front()
            .events.topics()
            .size();
    };
    EXPECT_EQ(fine("Staked(address,uint256,int8,bool,bytes32)"), 1u);
    // Nothing would tell the two apart.
    EXPECT(said("Moved(address,uint256)",
                "[staking.events.withdraw]\naccount = \"indexed 0\"\namount = \"data 0\"\n"
                "signature = \"Moved(address,uint256)\"\n")
               .find("[staking.events.withdraw] signature is that of stake too") != std::string::npos);
}

TEST(the_first_edition_s_contract_can_be_configured_as_it_is_shipped) {
    std::ifstream file(std::string(GRACY_TEST_DATA) + "/../../conf/staking.original.toml");
    const std::string contract(std::istreambuf_iterator<char>(file), {});
    const Configuration configuration = parse_configuration(with(staking) + contract, "worker.toml");
    const auto& settings = configuration.staking->contracts.back().settings;
    EXPECT_EQ(settings.label, "staking.contracts.pool");
    EXPECT_EQ(settings.total_bytes, std::size_t(12));
    EXPECT_EQ(settings.total_shift_bytes, std::size_t(8));
    EXPECT(!settings.sequence_slot);
}

TEST(a_contract_s_total_may_fill_a_part_of_its_slot) {
    const auto settings = [&](const std::string& lines) {
        return parse_configuration(with_keys(lines), "worker.toml").staking->contracts.front().settings;
    };
    EXPECT(!settings("").total_slot);
    EXPECT_EQ(settings("total_slot = 1\ntotal_bits = 96").total_bytes, std::size_t(12));
    EXPECT_EQ(settings("total_slot = 1").total_bytes, std::size_t(32));
    EXPECT(complaint(with_keys("total_slot = 1\ntotal_bits = 100")).find("total_bits is 100; write a multiple of 8") !=
           std::string::npos);
    // As ApeCoinStaking has it: behind 64 bits of other things.
    EXPECT_EQ(settings("total_slot = 1\ntotal_bits = 96\ntotal_shift_bits = 64").total_shift_bytes, std::size_t(8));
    EXPECT(complaint(with_keys("total_slot = 1\ntotal_bits = 96\ntotal_shift_bits = 60"))
               .find("total_shift_bits is 60; write a multiple of 8") != std::string::npos);
    EXPECT(complaint(with_keys("total_slot = 1\ntotal_bits = 96\ntotal_shift_bits = 168"))
               .find("more than the slot's 256") != std::string::npos);
    EXPECT_EQ(settings("reading_seconds = 20").reading.count(), 20);
}

TEST(a_slot_may_be_written_as_its_word) {
    const std::string word = "290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563";
    const auto parsed = parse_configuration(with_keys("total_slot = \"0x" + word + "\""), "worker.toml");
    const auto slot = parsed.staking->contracts.front().settings.total_slot;
    EXPECT_EQ(std::to_integer<int>(slot->front()), 0x29);
    EXPECT_EQ(std::to_integer<int>(slot->back()), 0x63);
    EXPECT(complaint(with_keys("total_slot = \"0x12\"")).find("total_slot is \"0x12\"; write a number, or 0x and 64") !=
           std::string::npos);
    EXPECT(complaint(with_keys("total_slot = \"" + word + "\"")).find("write a number, or 0x and 64") !=
           std::string::npos);
}
