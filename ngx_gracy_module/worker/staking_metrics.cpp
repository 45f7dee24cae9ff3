#include "worker/staking_metrics.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/crowd/provider.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::worker {
namespace {

using base::Exposition;
using Kind = Exposition::Kind;

/// What any process would read there, whoever is on duty.
struct Stored {
    struct Proof {
        std::string chain;
        postgres::Rows<sql::staking::measure_proofs_row> rows;
    };
    std::vector<Proof> proofs;
    std::optional<postgres::Rows<sql::staking::measure_deliveries_row>> deliveries;
    std::optional<postgres::Rows<sql::staking::measure_silence_row>> silence;
    std::int64_t waiting_wallets = 0;
};

base::Task<std::optional<Stored>> read_stored(postgres::Database& database, const StakingSources& sources) {
    try {
        postgres::Client client(database);
        Stored stored;
        for (const ContractSources& contract : sources.contracts) {
            auto rows =
                co_await client.read(sql::staking::measure_proofs, contract.chain_id, base::Bytes(contract.address));
            stored.proofs.push_back({std::to_string(contract.chain_id), std::move(rows)});
        }
        stored.deliveries.emplace(co_await client.read(sql::staking::measure_deliveries));
        std::vector<std::int64_t> chains;
        std::ranges::transform(sources.chains, std::back_inserter(chains), &ChainSources::chain_id);
        stored.silence.emplace(co_await client.read(sql::staking::measure_silence,
                                                    std::span<const std::string_view>(staking::webhook_providers),
                                                    std::span<const std::int64_t>(chains)));
        stored.waiting_wallets = (co_await client.read(sql::staking::measure_wallets)).front().waiting;
        co_return stored;
    } catch (const postgres::Error&) {
        co_return std::nullopt;
    }
}

std::uint64_t unsigned_of(std::int64_t number) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0));
}

/// Calls `write(chain, contract, sources)` with the labels of each.
template <class Write>
void for_each(const std::vector<ContractSources>& contracts, Write write) {
    for (const ContractSources& contract : contracts) {
        write(std::to_string(contract.chain_id), staking::to_hex_text(contract.address), contract);
    }
}

/// Those that are there, each with what `value` says of it.
template <class Value>
void write_family(Exposition& page, const std::vector<ContractSources>& contracts, std::string_view name, Kind kind,
                  std::string_view help, Value value) {
    if (contracts.empty()) {
        return;
    }
    page.family(name, kind, help);
    for_each(contracts, [&](const std::string& chain, const std::string& address, const ContractSources& contract) {
        page.sample({{"chain", chain}, {"contract", address}}, value(contract));
    });
}

template <class Value>
void write_family(Exposition& page, const std::vector<ChainSources>& chains, std::string_view name, Kind kind,
                  std::string_view help, Value value) {
    if (chains.empty()) {
        return;
    }
    page.family(name, kind, help);
    for (const ChainSources& chain : chains) {
        page.sample({{"chain", std::to_string(chain.chain_id)}}, value(chain.status));
    }
}

void write_contract_counts(Exposition& page, const std::vector<ContractSources>& contracts) {
    page.family("gracy_staking_polls_total", Kind::counter, "Polls of the chain; a failed one is made up for.");
    for_each(contracts, [&](const std::string& chain, const std::string& address, const ContractSources& contract) {
        page.sample({{"chain", chain}, {"contract", address}, {"outcome", "succeeded"}}, contract.polls.succeeded);
        page.sample({{"chain", chain}, {"contract", address}, {"outcome", "failed"}}, contract.polls.failed);
    });
    write_family(page, contracts, "gracy_staking_events_recorded_total", Kind::counter,
                 "Events that no webhook had brought.",
                 [](const ContractSources& contract) { return contract.polls.recorded; });
    write_family(page, contracts, "gracy_staking_events_orphaned_total", Kind::counter,
                 "Events whose block is not of the chain any more.",
                 [](const ContractSources& contract) { return contract.polls.orphaned; });
    write_family(page, contracts, "gracy_staking_holes_total", Kind::counter,
                 "Lists of logs that were proven incomplete.",
                 [](const ContractSources& contract) { return contract.status.holes; });
    page.family("gracy_staking_audits_total", Kind::counter,
                "Times that a paid provider was asked for what was proven, by whether it tells the same.");
    for_each(contracts, [&](const std::string& chain, const std::string& address, const ContractSources& contract) {
        const staking::ContractStatus::Audits& audits = contract.status.audits;
        page.sample({{"chain", chain}, {"contract", address}, {"outcome", "same"}}, audits.same);
        page.sample({{"chain", chain}, {"contract", address}, {"outcome", "different"}}, audits.different);
        page.sample({{"chain", chain}, {"contract", address}, {"outcome", "failed"}}, audits.failed);
    });
}

template <class Value>
void write_asked(Exposition& page, const std::vector<ChainSources>& chains, std::string_view name,
                 std::string_view help, Value value) {
    page.family(name, Kind::counter, help);
    for (const ChainSources& chain : chains) {
        const std::string id = std::to_string(chain.chain_id);
        page.sample({{"chain", id}, {"provider", "public"}}, value(chain.status.public_providers));
        page.sample({{"chain", id}, {"provider", "paid"}}, value(chain.status.paid_providers));
    }
}

void write_chain_counts(Exposition& page, const std::vector<ChainSources>& chains) {
    using staking::ChainStatus;
    write_family(page, chains, "gracy_staking_lies_total", Kind::counter, "Lies that were proven.",
                 [](const ChainStatus& status) { return status.lies; });
    write_family(page, chains, "gracy_staking_hedged_total", Kind::counter,
                 "Reads for which a second provider was asked because the first one was slow.",
                 [](const ChainStatus& status) { return status.hedged; });
    write_asked(page, chains, "gracy_staking_calls_total", "Calls of JSON-RPC by who was asked.",
                [](const ChainStatus::Asked& asked) { return asked.calls; });
    write_asked(page, chains, "gracy_staking_compute_units_total",
                "The same by their price; what public providers answer costs nothing.",
                [](const ChainStatus::Asked& asked) { return asked.compute_units; });
}

void write_providers(Exposition& page, const std::vector<ChainSources>& chains) {
    if (chains.empty()) {
        return;
    }
    page.family("gracy_staking_providers", Kind::gauge, "Providers by what is thought of them.");
    for (const ChainSources& chain : chains) {
        const std::string id = std::to_string(chain.chain_id);
        for (std::size_t state = 0; state < chain.status.providers.size(); ++state) {
            page.sample({{"chain", id}, {"state", to_text(static_cast<staking::ProviderState>(state))}},
                        chain.status.providers[state]);
        }
    }
    using staking::ChainStatus;
    write_family(page, chains, "gracy_staking_operator_groups_answering", Kind::gauge,
                 "Operator groups that told how far the chain is, at the last poll.",
                 [](const ChainStatus& status) { return std::uint64_t(status.groups_answering); });
    write_family(page, chains, "gracy_staking_healthy_operator_groups", Kind::gauge,
                 "Operator groups of whom one provider at least serves the chain and is healthy.",
                 [](const ChainStatus& status) { return std::uint64_t(status.healthy_groups); });
    write_family(page, chains, "gracy_staking_head_ahead_blocks", Kind::gauge,
                 "By how many blocks one operator claims to be ahead of every other, at the last poll.",
                 [](const ChainStatus& status) { return unsigned_of(status.ahead); });
    write_family(page, chains, "gracy_staking_quorum", Kind::gauge,
                 "Operator groups that have to agree on a final block.",
                 [](const ChainStatus& status) { return std::uint64_t(status.quorum); });
}

void write_sight(Exposition& page, const std::vector<ContractSources>& contracts) {
    std::vector<ContractSources> polled;
    std::ranges::copy_if(contracts, std::back_inserter(polled),
                         [](const ContractSources& contract) { return contract.polls.last.has_value(); });
    write_family(page, polled, "gracy_staking_head_block", Kind::gauge,
                 "The chain's head at the last poll that succeeded.",
                 [](const ContractSources& contract) { return unsigned_of(contract.polls.last->head); });
    write_family(page, polled, "gracy_staking_final_block", Kind::gauge, "Up to here everything is recorded and final.",
                 [](const ContractSources& contract) { return unsigned_of(contract.polls.last->final_block); });
    std::vector<ContractSources> anchored;
    std::ranges::copy_if(contracts, std::back_inserter(anchored),
                         [](const ContractSources& contract) { return contract.status.finalized > 0; });
    write_family(page, anchored, "gracy_staking_finalized_block", Kind::gauge,
                 "What the last poll that found out found finalized: up to here the history could be proven.",
                 [](const ContractSources& contract) { return unsigned_of(contract.status.finalized); });
    write_family(page, contracts, "gracy_staking_finality_behind_blocks", Kind::gauge,
                 "By how many blocks what the providers call finalized is behind what was proven before.",
                 [](const ContractSources& contract) { return unsigned_of(contract.status.finality_behind); });
    write_family(page, contracts, "gracy_staking_poll_seconds", Kind::gauge, "How often the contract is polled.",
                 [](const ContractSources& contract) { return unsigned_of(contract.every.count()); });
    write_family(page, contracts, "gracy_staking_missing_events", Kind::gauge,
                 "Events that the contract has counted and nobody has shown yet.",
                 [](const ContractSources& contract) { return unsigned_of(contract.status.missing_events); });
    write_family(page, contracts, "gracy_staking_unread_blocks", Kind::gauge,
                 "Blocks that are still to be read up to what was final when the reading of them began.",
                 [](const ContractSources& contract) { return unsigned_of(contract.status.reading.blocks_left); });
    write_family(page, contracts, "gracy_staking_unread_seconds", Kind::gauge,
                 "How long that takes at the pace of this poll so far; 0 when nothing is left or nothing is known.",
                 [](const ContractSources& contract) { return unsigned_of(contract.status.reading.seconds_left); });
    write_family(page, contracts, "gracy_staking_orphan_depth_blocks", Kind::gauge,
                 "How far below the head events were orphaned in the last hour, at most; 0 when none were.",
                 [](const ContractSources& contract) { return unsigned_of(contract.status.orphan_depth); });
    write_family(page, contracts, "gracy_staking_total_differs", Kind::gauge,
                 "1 when the events add up to something else than what the contract says is staked in all.",
                 [](const ContractSources& contract) { return std::uint64_t(contract.status.total_differs ? 1 : 0); });
    write_family(page, contracts, "gracy_staking_halted", Kind::gauge,
                 "1 when a block that was final is not of the chain any more: nothing moves until somebody has looked.",
                 [](const ContractSources& contract) { return std::uint64_t(contract.status.is_halted ? 1 : 0); });
}

template <class Value>
void write_proofs(Exposition& page, const Stored& stored, std::string_view name, std::string_view help, Value value) {
    page.family(name, Kind::gauge, help);
    for (const Stored::Proof& of : stored.proofs) {
        for (const auto& proof : of.rows) {
            page.sample({{"chain", of.chain}, {"contract", proof.contract}}, value(proof));
        }
    }
}

template <class Silences, class Value>
void write_silence(Exposition& page, const Silences& silences, std::string_view name, std::string_view help,
                   Value value) {
    if (silences.empty()) {
        return;
    }
    page.family(name, Kind::gauge, help);
    for (const auto& silence : silences) {
        page.sample({{"provider", silence.provider}, {"chain", std::to_string(silence.chain_id)}}, value(silence));
    }
}

void write_deliveries(Exposition& page, const staking::DeliveryCounts& counts) {
    page.family("gracy_staking_deliveries_total", Kind::counter,
                "Webhook deliveries that were read, by what they held.");
    for (std::size_t provider = 0; provider < counts.size(); ++provider) {
        for (std::size_t outcome = 0; outcome < counts[provider].size(); ++outcome) {
            page.sample(
                {{"provider", staking::webhook_providers[provider]}, {"outcome", staking::delivery_outcomes[outcome]}},
                counts[provider][outcome]);
        }
    }
}

void write_wallets(Exposition& page, const std::vector<WalletSources>& chains,
                   const std::map<std::int64_t, std::uint64_t>& unanswered) {
    if (chains.empty()) {
        return;
    }
    page.family("gracy_staking_wallet_verifications_total", Kind::counter,
                "Wallets that are contracts, by what came of asking them; a postponed one is asked again.");
    for (const WalletSources& wallets : chains) {
        const std::string chain = std::to_string(wallets.chain_id);
        page.sample({{"chain", chain}, {"outcome", "linked"}}, wallets.counts.linked);
        page.sample({{"chain", chain}, {"outcome", "refused"}}, wallets.counts.refused);
        page.sample({{"chain", chain}, {"outcome", "postponed"}}, wallets.counts.postponed);
    }
    for (const auto& [chain, count] : unanswered) {
        page.sample({{"chain", std::to_string(chain)}, {"outcome", "unanswered"}}, count);
    }
}

void write_stored(Exposition& page, const Stored& stored) {
    write_proofs(page, stored, "gracy_staking_proven_block", "Up to here a contract's history is proven.",
                 [](const auto& proof) { return unsigned_of(proof.last_block); });
    write_proofs(page, stored, "gracy_staking_proven_age_seconds", "Since when nothing more of it was proven.",
                 [](const auto& proof) { return proof.proven_seconds_ago; });
    write_proofs(page, stored, "gracy_staking_pending_events", "Events that are not final yet.",
                 [](const auto& proof) { return unsigned_of(proof.pending); });
    const auto deliveries = stored.deliveries->front();
    page.family("gracy_staking_deliveries_waiting", Kind::gauge, "Webhook deliveries that no worker has finished.");
    page.sample({}, unsigned_of(deliveries.waiting));
    page.family("gracy_staking_wallets_waiting", Kind::gauge,
                "Wallets that are contracts and have not been answered for.");
    page.sample({}, unsigned_of(stored.waiting_wallets));
    write_silence(page, *stored.silence, "gracy_staking_webhook_silence_seconds",
                  "Since when no webhook delivery of a provider about a chain has come.",
                  [](const auto& silence) { return silence.silent_seconds; });
    write_silence(page, *stored.silence, "gracy_staking_webhook_missed_events",
                  "Events of a chain that are final and happened since then, up to a thousand.",
                  [](const auto& silence) { return unsigned_of(silence.missed_events); });
}

template <class Sources>
std::vector<Sources> watching(const std::vector<Sources>& all) {
    std::vector<Sources> some;
    std::ranges::copy_if(all, std::back_inserter(some), &Sources::is_watching);
    return some;
}

}  // namespace

void write_watch(Exposition& page, const StakingSources& sources) {
    write_contract_counts(page, sources.contracts);
    write_chain_counts(page, sources.chains);
    write_deliveries(page, sources.deliveries);
    write_wallets(page, sources.wallets, sources.unanswered_wallets);
    write_providers(page, watching(sources.chains));
    write_sight(page, watching(sources.contracts));
}

base::Task<void> write_staking(Exposition& page, postgres::Database& database, StakingSources sources) {
    const std::optional<Stored> stored = co_await read_stored(database, sources);
    write_watch(page, sources);
    if (stored) {
        write_stored(page, *stored);
    }
}

}  // namespace gracy::worker
