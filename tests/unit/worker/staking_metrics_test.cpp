#include "worker/staking_metrics.hpp"
#include "test.hpp"

#include <string>
#include <string_view>

using gracy::base::Exposition;
using gracy::staking::Address;
using gracy::staking::ChainStatus;
using gracy::staking::DeliveryCounts;
using gracy::worker::PollCounts;
using gracy::worker::write_watch;

namespace {

std::string page(bool is_watching) {
    PollCounts polls;
    polls.succeeded = 7;
    polls.last.emplace();
    ChainStatus chain;
    chain.quorum = 2;
    chain.missing_events = 3;
    chain.is_halted = true;
    const Address contract{};
    DeliveryCounts deliveries{};
    deliveries[1][0] = 5;
    Exposition page;
    write_watch(page, {.chain_id = 1,
                       .contract = contract,
                       .polls = polls,
                       .chain = chain,
                       .deliveries = deliveries,
                       .wallets = {.linked = 2},
                       .is_watching = is_watching});
    return std::move(page).text();
}

constexpr std::string_view last_seen[] = {
    "gracy_staking_quorum",
    "gracy_staking_operator_groups_answering",
    "gracy_staking_providers",
    "gracy_staking_missing_events",
    "gracy_staking_orphan_depth_blocks",
    "gracy_staking_halted",
    "gracy_staking_head_block",
    "gracy_staking_final_block",
};

}  // namespace

TEST(whoever_watches_the_chain_tells_what_it_saw_last) {
    const std::string text = page(true);
    for (const std::string_view name : last_seen) {
        EXPECT(text.contains(name));
    }
    EXPECT(text.contains("gracy_staking_missing_events 3\n"));
}

TEST(whoever_watches_no_more_tells_what_it_has_counted_and_nothing_of_what_it_saw) {
    const std::string text = page(false);
    for (const std::string_view name : last_seen) {
        EXPECT(!text.contains(name));
    }
    EXPECT(text.contains("gracy_staking_polls_total{outcome=\"succeeded\"} 7\n"));
}

TEST(deliveries_are_counted_by_provider_and_outcome) {
    EXPECT(page(false).find("gracy_staking_deliveries_total{provider=\"quicknode\",outcome=\"recorded\"} 5\n") !=
           std::string::npos);
    EXPECT(page(false).find("gracy_staking_deliveries_total{provider=\"moralis\",outcome=\"refused\"} 0\n") !=
           std::string::npos);
}
