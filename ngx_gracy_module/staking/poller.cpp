#include "staking/poller.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>

namespace gracy::staking {
namespace {

// Pending events are few; what is left over is looked at by the next poll.
constexpr std::int32_t pending_limit = 1000;

// Counts at which providers are known to cut a list without saying so.
constexpr std::array<std::size_t, 4> suspicious_counts = {1000, 2000, 5000, 10'000};

/// `seq` is contiguous over the contract's events: a gap between two events of one list is an event that the list left
/// out. (What is missing at its ends does not show.)
void check_sequence(const std::vector<StakingEvent>& events) {
    std::optional<std::uint64_t> before;
    for (const StakingEvent& event : events) {
        std::uint64_t number = 0;
        const auto [end, error] =
            std::from_chars(event.sequence.data(), event.sequence.data() + event.sequence.size(), number);
        if (error != std::errc() || (before && number != *before + 1)) {
            throw ChainError(
                fmt::format("events {} and {} of the contract follow one another: the list of logs is incomplete",
                            before.value_or(0), event.sequence));
        }
        before = number;
    }
}

}  // namespace

base::Task<PollReport> Poller::poll() {
    co_await check_chain();
    PollReport report;
    report.head = co_await rpc_.block_number();
    std::int64_t cursor = co_await read_cursor(report.head);
    const std::int64_t final_block = report.head - settings_.confirmations;
    while (cursor < final_block) {
        Events events = co_await read_range(cursor + 1, final_block);
        const std::int64_t reached = events.last.number;
        co_await make_final(cursor, std::move(events), report);
        cursor = reached;
    }
    report.final_block = cursor;
    for (std::int64_t first = std::max(cursor + 1, settings_.start_block); first <= report.head;) {
        Events events = co_await read_range(first, report.head);
        first = events.last.number + 1;
        co_await record(std::move(events), "pending", report);
    }
    co_await settle_pending(report);
    co_return report;
}

base::Task<void> Poller::check_chain() {
    if (chain_checked_) {
        co_return;
    }
    const std::int64_t id = co_await rpc_.chain_id();
    if (id != settings_.chain_id) {
        throw ChainError(fmt::format("the endpoint serves chain {}, not {}", id, settings_.chain_id));
    }
    chain_checked_ = true;
}

/// The last final block, checked against the chain; the one before the start at the beginning.
base::Task<std::int64_t> Poller::read_cursor(std::int64_t head) {
    postgres::Client client(database_);
    const auto rows =
        co_await client.read(sql::staking::read_cursor, settings_.chain_id, base::Bytes(settings_.contract));
    const auto row = rows.first();
    if (!row) {
        co_return settings_.start_block - 1;
    }
    if (head < row->last_block) {
        throw ChainError(fmt::format("the endpoint is at block {}, behind block {} that is final here already", head,
                                     row->last_block));
    }
    const std::int64_t number = row->last_block;
    const BlockHeader header = co_await known_block(number);
    if (!std::ranges::equal(header.hash, row->last_block_hash)) {
        chain_checked_ = false;
        throw ChainError(fmt::format(
            "block {} is {} there and {} here, where it is final: another chain, or a reorganisation deeper than {} "
            "confirmations. Nothing moves until an operator has looked",
            number, to_hex_text(header.hash), to_hex_text(row->last_block_hash), settings_.confirmations));
    }
    co_return number;
}

base::Task<BlockHeader> Poller::known_block(std::int64_t number) {
    const std::optional<BlockHeader> header = co_await rpc_.block(number);
    if (!header) {
        throw ChainError(fmt::format("the endpoint does not know block {}, which is not above its head", number));
    }
    co_return *header;
}

/// The logs of as many of these blocks as one answer may hold, at least one, and the last of those blocks.
base::Task<Poller::Reading> Poller::read_logs(std::int64_t first, std::int64_t last) {
    const auto topics = event_topics();
    while (true) {
        Reading reading;
        const std::int64_t end = std::min(last, first + range_.size() - 1);
        // The range's end before its logs: a node that does not have it yet answers an empty list as if it had.
        reading.last = co_await known_block(end);
        std::optional<RpcError> refusal;
        try {
            reading.logs = co_await rpc_.logs(settings_.contract, {topics.begin(), topics.end()}, first, end);
            if (first == end || std::ranges::find(suspicious_counts, reading.logs.size()) == suspicious_counts.end()) {
                range_.answered(end - first + 1);
                co_return reading;
            }
            refusal.emplace(RpcFailure::refused,
                            fmt::format("exactly {} logs look like a cut list", reading.logs.size()));
        } catch (const RpcError& error) {
            // What takes too long may also be too much.
            const bool smaller_may_do =
                error.failure() == RpcFailure::refused || error.failure() == RpcFailure::timed_out;
            if (!smaller_may_do || first == end) {
                throw;
            }
            refusal = error;
        }
        range_.refused(end - first + 1);
        base::log(base::LogLevel::debug, "staking: blocks {} to {}: {}; asking for {} at a time", first, end,
                  refusal->what(), range_.size());
    }
}

base::Task<Poller::Events> Poller::read_range(std::int64_t first, std::int64_t last) {
    Reading reading = co_await read_logs(first, last);
    Events events;
    events.last = reading.last;
    std::map<std::int64_t, BlockHeader> headers = {{reading.last.number, reading.last}};
    std::vector<StakingEvent> decoded;
    for (Log& log : reading.logs) {
        const auto number = static_cast<std::int64_t>(log.block_number);
        if (!headers.contains(number)) {
            const BlockHeader header = co_await known_block(number);
            headers.emplace(number, header);
        }
        const BlockHeader& header = headers.at(number);
        if (log.block_hash != header.hash) {
            throw ChainError(
                fmt::format("a log is of block {} {}, and that block is {}: the chain moved while it was read, or the "
                            "endpoint is not of one mind",
                            number, to_hex_text(*log.block_hash), to_hex_text(header.hash)));
        }
        log.block_time = header.time;
        try {
            decoded.push_back(decode_event(log).value());
        } catch (const AbiError& error) {
            throw ChainError(error.what());
        }
        events.batch.add(log, decoded.back());
    }
    check_sequence(decoded);
    co_return events;
}

base::Task<void> Poller::make_final(std::int64_t cursor, Events events, PollReport& report) {
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    const base::Bytes contract(settings_.contract);
    if (!events.batch.empty()) {
        const auto recorded = co_await events.batch.with_columns([&](auto... columns) {
            return transaction.run(sql::staking::record_events, settings_.chain_id, contract, "poll", "final",
                                   columns...);
        });
        report.recorded += recorded.front().inserted;
    }
    const auto moved = co_await transaction.run(sql::staking::advance_cursor, settings_.chain_id, contract, cursor,
                                                events.last.number, base::Bytes(events.last.hash));
    if (!moved.front().advanced) {
        // Not committed, so rolled back: two processes that both believe to be on duty do not get in each other's way.
        throw ChainError("another process has moved the cursor meanwhile");
    }
    report.orphaned += moved.front().orphaned;
    co_await transaction.commit();
}

base::Task<void> Poller::record(Events events, std::string state, PollReport& report) {
    if (events.batch.empty()) {
        co_return;
    }
    postgres::Client client(database_);
    const auto recorded = co_await events.batch.with_columns([&](auto... columns) {
        return client.write(sql::staking::record_events, settings_.chain_id, base::Bytes(settings_.contract), "poll",
                            state, columns...);
    });
    report.recorded += recorded.front().inserted;
}

/// Pending events, whoever reported them, against the chain: what came late is made final, what lies in a block that
/// was dropped is orphaned.
base::Task<void> Poller::settle_pending(PollReport& report) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::staking::list_pending_blocks, settings_.chain_id,
                                           base::Bytes(settings_.contract), report.head, pending_limit);
    std::optional<std::int64_t> settled;
    for (const auto& row : rows) {
        const std::int64_t number = row.block_number;
        if (settled == number) {
            continue;
        }
        if (number <= report.final_block) {
            // A webhook that came after the cursor had passed: the block is read once more, and has the last word.
            Events events = co_await read_range(number, number);
            co_await record(std::move(events), "final", report);
            co_await orphan(number, std::nullopt, report);
            settled = number;
            continue;
        }
        const BlockHeader header = co_await known_block(number);
        if (!std::ranges::equal(header.hash, row.block_hash)) {
            co_await orphan(number, header.hash, report);
            settled = number;
        }
    }
}

/// Pending events of that block number, all or those of another block than the canonical one.
base::Task<void> Poller::orphan(std::int64_t number, std::optional<Hash> canonical, PollReport& report) {
    const auto hash = canonical ? std::optional<base::Bytes>(*canonical) : std::nullopt;
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::staking::orphan_events, settings_.chain_id,
                                            base::Bytes(settings_.contract), number, hash);
    report.orphaned += rows.front().orphaned;
}

}  // namespace gracy::staking
