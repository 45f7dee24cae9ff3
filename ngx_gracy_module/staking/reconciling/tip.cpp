#include "staking/reconciling/tip.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/reconciling/recording.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <vector>

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

// Blocks that are asked for in one cycle because somebody claims that there is something: nor does it keep anybody
// busy.
constexpr int looked_at_most = 256;

// How much is known by heart of what was proven.
constexpr std::size_t kept_at_most = 10'000;

}  // namespace

void Tip::begin() {
    status_.orphan_depth = orphan_depths_.most(clock_.now());
}

base::Task<void> Tip::show(std::int64_t known, ReconcileReport& report) {
    seen_.clear();
    forget(report.final_block);
    co_await read(
        std::max({known, shown_ - reorganisation_limit, report.head - tip_limit, contract_.start_block - 1}) + 1,
        report);
    co_await settle(report);
}

/// Of the blocks that one provider names, what their receipts say.
base::Task<void> Tip::read(std::int64_t first, ReconcileReport& report) {
    std::int64_t shown = 0;
    int looked_at = 0;
    std::set<const Provider*> liars;
    while (first <= report.head) {
        const BlockReader::Claim claim = co_await reader_.claim(first, report.head, Subject::others);
        std::int64_t last = claim.last;
        for (const std::int64_t number : claim.blocks()) {
            if (number > last || shown >= shown_at_most) {
                break;
            }
            const Proven* block = proven(number);
            if (block == nullptr || !claim.is_about(number, block->hash)) {
                if (++looked_at > looked_at_most) {
                    co_return;
                }
                const std::optional<ethereum::Header> header = co_await see(number);
                if (!header) {
                    continue;  // those who know it differ: the next cycle sees which one is the chain's
                }
                block = co_await prove(*header);
            }
            // About another block it may be right: of a branch that the chain has left.
            if (claim.is_about(number, block->hash) && !BlockReader::is_true(claim, number, block->events) &&
                liars.insert(claim.from).second) {
                co_await crowd_.convict(*claim.from, claim.exchange,
                                        fmt::format("the logs of block {} are others in its receipts", number));
                // Others are asked about the rest.
                last = number;
            }
            shown += co_await record(*block, report);
            shown_ = number;
        }
        if (shown >= shown_at_most) {
            co_return;
        }
        shown_ = last;
        first = last + 1;
    }
}

/// Pending events, whoever reported them: what lies in a block that was dropped is orphaned, and so is what a block's
/// receipts do not hold, or nobody proved of a block that is final.
base::Task<void> Tip::settle(ReconcileReport& report) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::staking::list_pending_blocks, crowd_.chain_id(),
                                           base::Bytes(contract_.address), report.head, pending_limit);
    std::optional<std::int64_t> settled;
    int looked_at = 0;
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
        const std::optional<ethereum::Header> header = co_await see(number);
        if (!header) {
            continue;
        }
        if (!std::ranges::equal(header->hash, row.block_hash)) {
            if (co_await orphan(number, header->hash, report) > 0) {
                note_orphans(report.head - number);
            }
            settled = number;
            continue;
        }
        const Proven* const block = proven(number);
        if (block != nullptr && block->hash == header->hash) {
            if (row.events != static_cast<std::int64_t>(block->events.size())) {
                co_await orphan_others(number, *block, report);
            }
        } else if (++looked_at <= looked_at_most) {
            const Proven* const newly = co_await prove(*header);
            co_await record(*newly, report);
            co_await orphan_others(number, *newly, report);
        }
    }
}

base::Task<std::optional<ethereum::Header>> Tip::see(std::int64_t number) {
    const auto before = seen_.find(number);
    if (before != seen_.end()) {
        co_return before->second;
    }
    const std::optional<ethereum::Header> header = co_await crowd_.see(number);
    seen_.insert_or_assign(number, header);
    co_return header;
}

const Tip::Proven* Tip::proven(std::int64_t number) const {
    const auto found = proven_.find(number);
    return found == proven_.end() ? nullptr : &found->second;
}

base::Task<const Tip::Proven*> Tip::prove(ethereum::Header header) {
    const Proven* const before = proven(header.number);
    if (before != nullptr && before->hash == header.hash) {
        co_return before;
    }
    EventBatch events = co_await reader_.events(header);
    Proven& block = proven_[header.number];
    block = {.hash = header.hash, .events = std::move(events)};
    co_return &block;
}

base::Task<std::int64_t> Tip::record(const Proven& block, ReconcileReport& report) {
    const std::int64_t recorded =
        co_await record_events(database_, crowd_.chain_id(), contract_.address, block.events, "pending");
    report.recorded += recorded;
    co_return recorded;
}

base::Task<void> Tip::orphan_others(std::int64_t number, const Proven& block, ReconcileReport& report) {
    std::vector<base::Bytes> transactions;
    std::vector<std::int32_t> indexes;
    for (const Log& log : block.events.logs()) {
        transactions.emplace_back(log.transaction_hash);
        indexes.push_back(static_cast<std::int32_t>(log.log_index));
    }
    postgres::Client client(database_);
    const auto rows = co_await client.write(
        sql::staking::orphan_unproven, crowd_.chain_id(), base::Bytes(contract_.address), number,
        base::Bytes(block.hash), std::span<const base::Bytes>(transactions), std::span<const std::int32_t>(indexes));
    report.orphaned += rows.front().orphaned;
}

/// What is final, and the lowest when it is too much.
void Tip::forget(std::int64_t final_block) {
    std::size_t kept = 0;
    for (const auto& [number, block] : proven_) {
        kept += 1 + block.events.size();
    }
    while (!proven_.empty() && (proven_.begin()->first <= final_block || kept > kept_at_most)) {
        kept -= 1 + proven_.begin()->second.events.size();
        proven_.erase(proven_.begin());
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
