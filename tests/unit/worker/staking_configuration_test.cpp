// Whom the worker is told to believe, and what it is told to read: mistakes that would go unnoticed.
#include "test.hpp"
#include "worker/configuration.hpp"

#include <string>
#include <string_view>

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
