#include "worker/staking_metrics.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/provider.hpp"

#include <algorithm>
#include <array>

namespace gracy::worker {
namespace {

using base::Exposition;
using Kind = Exposition::Kind;

/// What any process would read there, whoever is on duty.
struct Stored {
    postgres::Rows<sql::staking::measure_proofs_row> proofs;
    postgres::Rows<sql::staking::measure_deliveries_row> deliveries;
};

base::Task<std::optional<Stored>> read_stored(postgres::Database& database, const StakingSources& sources) {
    try {
        postgres::Client client(database);
        auto proofs = client.read(sql::staking::measure_proofs, sources.chain_id, base::Bytes(sources.contract));
        auto deliveries = client.read(sql::staking::measure_deliveries);
        Stored stored{co_await proofs, co_await deliveries};
        co_return stored;
    } catch (const postgres::Error&) {
        co_return std::nullopt;
    }
}

std::uint64_t unsigned_of(std::int64_t number) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0));
}

void write_counts(Exposition& page, const PollCounts& polls, const staking::ChainStatus& chain) {
    page.family("gracy_staking_polls_total", Kind::counter, "Polls of the chain; a failed one is made up for.");
    page.sample({{"outcome", "succeeded"}}, polls.succeeded);
    page.sample({{"outcome", "failed"}}, polls.failed);
    page.family("gracy_staking_events_recorded_total", Kind::counter, "Events that no webhook had brought.");
    page.sample({}, polls.recorded);
    page.family("gracy_staking_events_orphaned_total", Kind::counter,
                "Events whose block is not of the chain any more.");
    page.sample({}, polls.orphaned);
    page.family("gracy_staking_lies_total", Kind::counter, "Lies that were proven.");
    page.sample({}, chain.lies);
    page.family("gracy_staking_audits_total", Kind::counter,
                "Times that a paid provider was asked for what was proven, by whether it tells the same.");
    page.sample({{"outcome", "same"}}, chain.audits.same);
    page.sample({{"outcome", "different"}}, chain.audits.different);
    page.sample({{"outcome", "failed"}}, chain.audits.failed);
    page.family("gracy_staking_holes_total", Kind::counter, "Lists of logs that were proven incomplete.");
    page.sample({}, chain.holes);
    page.family("gracy_staking_hedged_total", Kind::counter,
                "Reads for which a second provider was asked because the first one was slow.");
    page.sample({}, chain.hedged);
    page.family("gracy_staking_calls_total", Kind::counter, "Calls of JSON-RPC by who was asked.");
    page.sample({{"provider", "public"}}, chain.public_providers.calls);
    page.sample({{"provider", "paid"}}, chain.paid_providers.calls);
    page.family("gracy_staking_compute_units_total", Kind::counter,
                "The same by their price; what public providers answer costs nothing.");
    page.sample({{"provider", "public"}}, chain.public_providers.compute_units);
    page.sample({{"provider", "paid"}}, chain.paid_providers.compute_units);
}

void write_providers(Exposition& page, const staking::ChainStatus& chain) {
    page.family("gracy_staking_providers", Kind::gauge, "Providers by what is thought of them.");
    for (std::size_t state = 0; state < chain.providers.size(); ++state) {
        page.sample({{"state", to_text(static_cast<staking::ProviderState>(state))}}, chain.providers[state]);
    }
    page.family("gracy_staking_operator_groups_answering", Kind::gauge,
                "Operator groups that told how far the chain is, at the last poll.");
    page.sample({}, std::uint64_t(chain.groups_answering));
    page.family("gracy_staking_quorum", Kind::gauge, "Operator groups that have to agree on a final block.");
    page.sample({}, std::uint64_t(chain.quorum));
}

void write_sight(Exposition& page, const PollCounts& polls, const staking::ChainStatus& chain) {
    if (polls.last) {
        page.family("gracy_staking_head_block", Kind::gauge, "The chain's head at the last poll that succeeded.");
        page.sample({}, unsigned_of(polls.last->head));
        page.family("gracy_staking_final_block", Kind::gauge, "Up to here everything is recorded and final.");
        page.sample({}, unsigned_of(polls.last->final_block));
    }
    page.family("gracy_staking_missing_events", Kind::gauge,
                "Events that the contract has counted and nobody has shown yet.");
    page.sample({}, unsigned_of(chain.missing_events));
    page.family("gracy_staking_orphan_depth_blocks", Kind::gauge,
                "How far below the head events were orphaned in the last hour, at most; 0 when none were.");
    page.sample({}, unsigned_of(chain.orphan_depth));
    page.family("gracy_staking_halted", Kind::gauge,
                "1 when a block that was final is not of the chain any more: nothing moves until somebody has looked.");
    page.sample({}, std::uint64_t(chain.is_halted ? 1 : 0));
}

void write_stored(Exposition& page, const Stored& stored) {
    page.family("gracy_staking_proven_block", Kind::gauge, "Up to here a contract's history is proven.");
    for (const auto& proof : stored.proofs) {
        page.sample({{"contract", proof.contract}}, unsigned_of(proof.last_block));
    }
    page.family("gracy_staking_proven_age_seconds", Kind::gauge, "Since when nothing more of it was proven.");
    for (const auto& proof : stored.proofs) {
        page.sample({{"contract", proof.contract}}, proof.proven_seconds_ago);
    }
    page.family("gracy_staking_pending_events", Kind::gauge, "Events that are not final yet.");
    for (const auto& proof : stored.proofs) {
        page.sample({{"contract", proof.contract}}, unsigned_of(proof.pending));
    }
    const auto deliveries = stored.deliveries.front();
    page.family("gracy_staking_deliveries_waiting", Kind::gauge, "Webhook deliveries that no worker has finished.");
    page.sample({}, unsigned_of(deliveries.waiting));
    if (deliveries.silent_seconds) {
        page.family("gracy_staking_webhook_silence_seconds", Kind::gauge, "Since when no webhook delivery has come.");
        page.sample({}, *deliveries.silent_seconds);
    }
}

}  // namespace

void write_watch(Exposition& page, const StakingSources& sources) {
    write_counts(page, sources.polls, sources.chain);
    if (sources.is_watching) {
        write_providers(page, sources.chain);
        write_sight(page, sources.polls, sources.chain);
    }
}

base::Task<void> write_staking(Exposition& page, postgres::Database& database, StakingSources sources) {
    const std::optional<Stored> stored = co_await read_stored(database, sources);
    write_watch(page, sources);
    if (stored) {
        write_stored(page, *stored);
    }
}

}  // namespace gracy::worker
