#include "staking/reconciling/tip.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/reconciling/recording.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace gracy::staking {
namespace {

// Pending events are few; what is left over is looked at by the next cycle.
constexpr std::int32_t pending_limit = 1000;

// How much of the chain is shown without being final, at most, and how far below what was shown before it may have
// become another one.
constexpr std::int64_t tip_limit = 10'000;
constexpr std::int64_t reorganisation_limit = 128;

// New events of one cycle: the next one goes on. Whoever can have them invented fills no table at once.
constexpr std::int64_t shown_at_most = 1000;

}  // namespace

void Tip::begin() {
    status_.orphan_depth = orphan_depths_.most(clock_.now());
}

base::Task<void> Tip::show(std::int64_t known, ReconcileReport& report) {
    co_await read(
        std::max({known, shown_ - reorganisation_limit, report.head - tip_limit, contract_.start_block - 1}) + 1,
        report);
    co_await settle(report);
}

/// What one provider says of these blocks, as far as it fits together.
base::Task<void> Tip::read(std::int64_t first, ReconcileReport& report) {
    std::int64_t shown = 0;
    while (first <= report.head) {
        const BlockReader::Claim claim = co_await reader_.claim(first, report.head, Subject::others);
        const std::set<std::int64_t> blocks = claim.blocks();
        for (const std::int64_t number : blocks) {
            if (shown >= shown_at_most) {
                co_return;
            }
            const std::optional<ethereum::Header> header = co_await crowd_.see(number);
            if (!header) {
                continue;  // those who know it differ: the next cycle sees which one is the chain's
            }
            const std::int64_t recorded = co_await record_events(database_, crowd_.chain_id(), contract_.address,
                                                                 co_await reader_.events(*header), "pending");
            shown += recorded;
            report.recorded += recorded;
            shown_ = number;
        }
        shown_ = claim.last;
        first = claim.last + 1;
    }
}

/// Pending events, whoever reported them: what lies in a block that was dropped is orphaned, and so is what nobody
/// proved of a block that is final.
base::Task<void> Tip::settle(ReconcileReport& report) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::staking::list_pending_blocks, crowd_.chain_id(),
                                           base::Bytes(contract_.address), report.head, pending_limit);
    std::optional<std::int64_t> settled;
    for (const auto& row : rows) {
        const std::int64_t number = row.block_number;
        if (settled == number) {
            continue;
        }
        if (number <= report.final_block) {
            // Nobody proved it, which is no reorganisation.
            co_await orphan(number, std::nullopt, report);
            settled = number;
            continue;
        }
        Crowd::Question<ethereum::Header> question = [number](Rpc& rpc) { return rpc.header(number); };
        const auto header = co_await crowd_.first(std::move(question));
        if (!std::ranges::equal(header.value.hash, row.block_hash)) {
            if (co_await orphan(number, header.value.hash, report) > 0) {
                note_orphans(report.head - number);
            }
            settled = number;
        }
    }
}

/// Pending events of that block number, all or those of another block than the canonical one.
base::Task<std::int64_t> Tip::orphan(std::int64_t number, std::optional<Hash> canonical, ReconcileReport& report) {
    const auto hash = canonical ? std::optional<base::Bytes>(*canonical) : std::nullopt;
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::staking::orphan_events, crowd_.chain_id(),
                                            base::Bytes(contract_.address), number, hash);
    report.orphaned += rows.front().orphaned;
    co_return rows.front().orphaned;
}

void Tip::note_orphans(std::int64_t depth) {
    const base::Timestamp now = clock_.now();
    orphan_depths_.add(now, depth);
    status_.orphan_depth = orphan_depths_.most(now);
}

}  // namespace gracy::staking
