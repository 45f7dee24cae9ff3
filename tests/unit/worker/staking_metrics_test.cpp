#include "worker/staking_metrics.hpp"
#include "test.hpp"

#include <string>
#include <string_view>

using gracy::base::Exposition;
using gracy::staking::Address;
using gracy::staking::ChainStatus;
using gracy::staking::ContractStatus;
using gracy::worker::PollCounts;
using gracy::worker::StakingSources;
using gracy::worker::write_watch;

namespace {

/// Two contracts of chain 1, of which one is halted, and one of chain 8453.
std::string page(bool is_watching) {
    PollCounts polls;
    polls.succeeded = 7;
    polls.last.emplace();
    ChainStatus chain;
    chain.quorum = 2;
    ContractStatus halted;
    halted.missing_events = 3;
    halted.finalized = 77;
    halted.is_halted = true;
    const ContractStatus fine;
    const Address one{};
    Address other{};
    other.back() = std::byte{9};
    StakingSources sources{.chains = {{1, chain, is_watching}, {8453, chain, is_watching}},
                           .contracts = {{1, one, polls, halted, is_watching, std::chrono::seconds(60)},
                                         {1, other, polls, fine, is_watching},
                                         {8453, one, polls, fine, is_watching}}};
    sources.deliveries[1][0] = 5;
    Exposition page;
    write_watch(page, sources);
    return std::move(page).text();
}

const std::string zeros(38, '0');

constexpr std::string_view last_seen[] = {
    "gracy_staking_quorum",
    "gracy_staking_operator_groups_answering",
    "gracy_staking_providers",
    "gracy_staking_missing_events",
    "gracy_staking_finalized_block",
    "gracy_staking_finality_behind_blocks",
    "gracy_staking_poll_seconds",
    "gracy_staking_healthy_operator_groups",
    "gracy_staking_unread_blocks",
    "gracy_staking_unread_seconds",
    "gracy_staking_orphan_depth_blocks",
    "gracy_staking_halted",
    "gracy_staking_head_ahead_blocks",
    "gracy_staking_total_differs",
    "gracy_staking_head_block",
    "gracy_staking_final_block",
};

}  // namespace

TEST(whoever_watches_the_chain_tells_what_it_saw_last) {
    const std::string text = page(true);
    for (const std::string_view name : last_seen) {
        EXPECT(text.contains(name));
    }
    EXPECT(text.contains("gracy_staking_missing_events{chain=\"1\",contract=\"0x" + zeros + "00\"} 3\n"));
    EXPECT(text.contains("gracy_staking_finalized_block{chain=\"1\",contract=\"0x" + zeros + "00\"} 77\n"));
    EXPECT(!text.contains("gracy_staking_finalized_block{chain=\"8453\""));
    EXPECT(text.contains("gracy_staking_poll_seconds{chain=\"1\",contract=\"0x" + zeros + "00\"} 60\n"));
    EXPECT(text.contains("gracy_staking_quorum{chain=\"8453\"} 2\n"));
}

TEST(of_several_contracts_each_has_its_own_figures) {
    const std::string text = page(true);
    EXPECT(text.contains("gracy_staking_halted{chain=\"1\",contract=\"0x" + zeros + "00\"} 1\n"));
    EXPECT(text.contains("gracy_staking_halted{chain=\"1\",contract=\"0x" + zeros + "09\"} 0\n"));
    EXPECT(text.contains("gracy_staking_halted{chain=\"8453\",contract=\"0x" + zeros + "00\"} 0\n"));
}

TEST(whoever_watches_no_more_tells_what_it_has_counted_and_nothing_of_what_it_saw) {
    const std::string text = page(false);
    for (const std::string_view name : last_seen) {
        EXPECT(!text.contains(name));
    }
    EXPECT(text.contains("gracy_staking_polls_total{chain=\"1\",contract=\"0x" + zeros +
                         "00\",outcome=\"succeeded\"} 7\n"));
}

TEST(deliveries_are_counted_by_provider_and_outcome) {
    EXPECT(page(false).find("gracy_staking_deliveries_total{provider=\"quicknode\",outcome=\"recorded\"} 5\n") !=
           std::string::npos);
    EXPECT(page(false).find("gracy_staking_deliveries_total{provider=\"moralis\",outcome=\"refused\"} 0\n") !=
           std::string::npos);
}
