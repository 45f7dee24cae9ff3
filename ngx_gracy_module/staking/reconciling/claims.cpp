// What providers claim of blocks, and who of them has told all of it.
#include "staking/reconciling/reconciler.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace gracy::staking {

/// Records the events of the blocks that somebody claims to hold some. What nobody claims is not missed here: the proof
/// of the count is for that.
base::Task<void> Reconciler::collect(Cursor cursor, ethereum::Header anchor, Headers headers, ReconcileReport& report) {
    std::int64_t first = std::max(cursor.block, collected_) + 1;
    if (collected_ == 0) {
        postgres::Client client(database_);
        const auto rows = co_await client.read(sql::staking::find_sequence_gap, crowd_.chain_id(),
                                               base::Bytes(contract_.address), cursor.sequence, anchor.number);
        // Blocks are recorded whole, so an earlier reading was complete up to the block of its last event.
        first = std::max(first, rows.front().last_block.value_or(0) + 1);
    }
    collected_ = first - 1;
    co_await record_claims(collected_, anchor.number, std::move(headers), {}, report);
}

/// From the block after `reached` on, as it is claimed by others than the groups `without`.
base::Task<void> Reconciler::record_claims(std::int64_t& reached, std::int64_t last, Headers headers,
                                           std::set<std::string> without, ReconcileReport& report) {
    const std::int64_t first = reached + 1;
    ReadAhead<Claimed> pieces(reactor_, span(first, last), claims_pace_, [&](std::int64_t from, std::int64_t to) {
        return read_claims(from, to, headers, without);
    });
    Progress progress = reading_.begin(first, last);
    while (std::optional<Claimed> piece = co_await pieces.next()) {
        EventBatch batch;
        for (auto& [block, events] : piece->events) {
            batch.add(std::move(events));
        }
        co_await convict_omissions(batch);
        co_await record_final(std::move(batch), report);
        reached = piece->last;
        for (ToldBlocks::Told& told : piece->told) {
            told_.add(std::move(told));
        }
        co_await reading_.note(progress, piece->last);
    }
    keep_time(reached, last);
}

/// Whoever turns out to have lied, or to follow a branch that the chain has dropped, is not believed about the rest
/// either: others are asked for the same blocks, if there are any.
base::Task<Reconciler::Claimed> Reconciler::read_claims(std::int64_t first, std::int64_t last, const Headers& headers,
                                                        const std::set<std::string>& without) {
    Claimed piece;
    piece.last = last;
    std::map<std::int64_t, Hash> hashes;
    std::set<const Provider*> unbelieved;
    while (first <= last) {
        bool is_true = true;
        BlockReader::Claim claim = co_await reader_.claim(first, last, Subject::claims, without);
        const std::set<std::int64_t> blocks = claim.blocks();
        for (const std::int64_t block : blocks) {
            if (!piece.events.contains(block)) {
                const auto known = headers.find(block);
                const ethereum::Header header = known != headers.end() ? known->second : co_await crowd_.agree(block);
                hashes.emplace(block, header.hash);
                piece.events.emplace(block, co_await reader_.events(header));
            }
            // Once, however many blocks the answer is wrong about.
            if (is_true && !BlockReader::is_true(claim, block, piece.events.at(block))) {
                is_true = false;
                if (claim.answers_for >= block || claim.is_about(block, hashes.at(block))) {
                    co_await crowd_.convict(*claim.from, claim.exchange,
                                            fmt::format("the logs of block {} are others in its receipts", block));
                }
                if (!unbelieved.contains(claim.from)) {
                    break;
                }
            }
        }
        if (!blocks.empty()) {
            claim.from->trial(Subject::claims).pass();
        }
        if ((!is_true || crowd_.is_out(*claim.from)) && unbelieved.insert(claim.from).second) {
            continue;
        }
        first = claim.last + 1;
        piece.told.push_back({claim.first, claim.last, blocks, claim.from, claim.exchange.response, claim.answers_for});
    }
    co_return piece;
}

base::Task<void> Reconciler::convict_omissions(const EventBatch& found) {
    for (const Log& log : found.logs()) {
        const auto block = static_cast<std::int64_t>(log.block_number);
        for (const ToldBlocks::Told& told : told_.take_who_left_out(block)) {
            co_await crowd_.convict(*told.by, {reader_.question_about(told.first, told.last), told.response},
                                    fmt::format("logs of block {} were left out", block));
        }
    }
}

}  // namespace gracy::staking
