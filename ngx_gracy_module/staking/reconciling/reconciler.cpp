#include "staking/reconciling/reconciler.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/reconciling/recording.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

namespace gracy::staking {
namespace {

using base::LogLevel;

// Up to here every header between two anchors is fetched and linked. Further apart (a first reading, a long absence)
// the blocks that matter are agreed on one by one.
constexpr std::int64_t link_limit = 128;

// How many times others are asked for what is missing before every block is looked at.
constexpr int others_at_most = 5;

// For so many polls, those who are away just now are waited for before every block is looked at: they may stay away.
constexpr int most_waits = 10;

struct DeepReorganisation final : ChainError {
    using ChainError::ChainError;
};

/// The time for reading is over; everything up to here is kept.
struct TimeIsOver {};

/// What went wrong with the chain or its providers, if anything.
base::Task<std::exception_ptr> failure_of(base::Task<void> step) {
    try {
        co_await std::move(step);
    } catch (const RpcError&) {
        co_return std::current_exception();
    } catch (const ChainError&) {
        co_return std::current_exception();
    }
    co_return nullptr;
}

[[noreturn]] void deep_reorganisation(std::int64_t number, const Hash& here) {
    throw DeepReorganisation(
        fmt::format("block {} is {} here, where it is final, and another one there: another chain, or a reorganisation "
                    "of finalized "
                    "blocks. Nothing moves until an operator has looked",
                    number, to_hex_text(here)));
}

}  // namespace

Reconciler::Reconciler(io::Reactor& reactor, Crowd& crowd, postgres::Database& database, const base::Clock& clock,
                       const ContractSettings& contract, std::chrono::seconds audit_every)
    : reactor_(reactor),
      database_(database),
      crowd_(crowd),
      contract_(contract),
      reader_(crowd_, contract_),
      reading_(reactor, database, crowd_, contract_, status_),
      tip_(database, clock, crowd_, reader_, contract_, status_),
      finality_(clock, contract_.label, status_),
      total_(database, crowd_, reader_, contract_, status_),
      audit_(database, crowd_, reader_, contract_, audit_every, status_) {
    for (ReadingPace* pace : {&claims_pace_, &sweep_pace_}) {
        pace->longest = std::min<std::chrono::milliseconds>(pace->longest, contract_.reading / 3);
    }
}

base::Task<ReconcileReport> Reconciler::run() {
    std::exception_ptr failure;
    ReconcileReport report;
    tip_.begin();
    reading_until_ = reactor_.now() + contract_.reading;
    try {
        report = co_await cycle();
        status_.is_halted = false;
    } catch (const RpcError&) {
        failure = std::current_exception();
    } catch (const DeepReorganisation&) {
        status_.is_halted = true;
        failure = std::current_exception();
    } catch (const ChainError&) {
        failure = std::current_exception();
    }
    // One that is cancelled, because all of its time was not enough, never comes here: it still reads.
    if (failure || !report.has_more) {
        status_.reading = {};
    }
    co_await crowd_.save();
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return report;
}

base::Task<ReconcileReport> Reconciler::cycle() {
    const Heights heights = co_await crowd_.begin();
    ReconcileReport report;
    report.head = heights.head;
    const Cursor cursor = co_await read_cursor();
    report.final_block = cursor.block;
    status_.finalized = heights.finalized.value_or(status_.finalized);
    check_beginning(cursor);
    const std::exception_ptr trouble = co_await failure_of(finalize(cursor, heights, report));
    const std::exception_ptr trouble_at_tip = co_await failure_of(show_tip(heights.finalized, report));
    if (trouble || trouble_at_tip) {
        std::rethrow_exception(trouble ? trouble : trouble_at_tip);
    }
    if (!report.has_more) {
        co_await reading_.end();
        co_await audit_.run();
    }
    co_return report;
}

base::Task<void> Reconciler::finalize(Cursor cursor, Heights heights, ReconcileReport& report) {
    const std::optional<std::int64_t> finalized = heights.finalized;
    if (!finalized && heights.without_finality > 0) {
        throw ChainError(
            fmt::format("{} operator group{} know{} the head and no `finalized` block, and fewer than the {} "
                        "that have to agree know one: nothing becomes final; where the chain's nodes have "
                        "none, write confirmations",
                        heights.without_finality, heights.without_finality == 1 ? "" : "s",
                        heights.without_finality == 1 ? "s" : "", crowd_.quorum()));
    }
    if (!finalized) {
        throw ChainError(fmt::format(
            "fewer operator groups answer than the {} that have to agree: nothing becomes final", crowd_.quorum()));
    }
    finality_.check(cursor.hash ? cursor.block : 0, *finalized);
    if (*finalized <= cursor.block) {
        co_return;
    }
    const ethereum::Header anchor = co_await crowd_.agree(*finalized);
    try {
        co_await prove(cursor, anchor, report);
    } catch (const TimeIsOver&) {
        report.has_more = true;
        co_return;
    }
    co_await total_.run(anchor);
}

/// What lies before the block that was read first was never looked at, unless the contract's count proves it.
void Reconciler::check_beginning(const Cursor& cursor) {
    if (!cursor.first_block || contract_.start_block >= *cursor.first_block || contract_.sequence_slot ||
        std::exchange(has_said_beginning_, true)) {
        return;
    }
    base::log(LogLevel::warning,
              "{}: start_block is {}, and the history was read from block {} on: what happened before is not in it; "
              "`gracy-worker staking forget` has it read anew",
              contract_.label, contract_.start_block, *cursor.first_block);
}

/// Everything up to `reached` was recorded, and no further piece was begun.
void Reconciler::keep_time(std::int64_t reached, std::int64_t last) const {
    if (reached < last) {
        throw TimeIsOver();
    }
}

base::Task<Reconciler::Cursor> Reconciler::read_cursor() {
    postgres::Client client(database_);
    const auto rows =
        co_await client.read(sql::staking::read_cursor, crowd_.chain_id(), base::Bytes(contract_.address));
    const auto row = rows.first();
    if (!row) {
        co_return Cursor{.block = contract_.start_block - 1,
                         .hash = std::nullopt,
                         .sequence = 0,
                         .first_block = std::nullopt,
                         .seasons_time = 0};
    }
    Cursor cursor{.block = row->last_block,
                  .hash = Hash(),
                  .sequence = row->proven_sequence.value_or(0),
                  .first_block = row->first_block,
                  .seasons_time = row->proven_seasons ? row->last_block_time.value_or(0) : 0};
    std::ranges::copy(row->last_block_hash, cursor.hash->begin());
    co_return cursor;
}

base::Task<void> Reconciler::prove(Cursor cursor, ethereum::Header anchor, ReconcileReport& report) {
    if (!contract_.sequence_slot) {
        co_await reader_.check_contract(anchor);
        co_await sweep(cursor, anchor, report);
        co_return;
    }
    Headers headers = co_await check_descent(cursor, anchor);
    co_await collect(cursor, anchor, std::move(headers), report);
    std::optional<BlockReader::Kept> kept;
    std::string why;
    try {
        kept = co_await reader_.sequence(anchor);
    } catch (const RpcError& error) {
        if (may_be_proven_later(error)) {
            throw;
        }
        why = error.what();
    }
    if (kept) {
        co_await prove_count(cursor, anchor, std::move(*kept), report);
    } else {
        base::log(std::exchange(is_count_proven_, false) ? LogLevel::warning : LogLevel::debug,
                  "{}: nobody proves the contract's count of events at block {} ({}); every block is looked at instead",
                  contract_.label, anchor.number, why);
        co_await reader_.check_contract(anchor);
        co_await sweep(cursor, anchor, report);
    }
}

/// Whether somebody who usually answers is only away, and not for too long.
bool Reconciler::may_be_proven_later(const RpcError& error) {
    const bool is_away = error.failure() == RpcFailure::unreachable || error.failure() == RpcFailure::busy ||
                         error.failure() == RpcFailure::timed_out;
    return is_away && ++waits_ <= most_waits;
}

/// That the anchor comes after the cursor; the headers in between, when they are few.
base::Task<Headers> Reconciler::check_descent(Cursor cursor, ethereum::Header anchor) {
    if (cursor.hash && anchor.number - cursor.block <= link_limit) {
        Headers headers = co_await reader_.link(anchor, cursor.block + 1);
        if (headers.begin()->second.parent != *cursor.hash) {
            deep_reorganisation(cursor.block, *cursor.hash);
        }
        co_return headers;
    }
    if (cursor.hash) {
        const ethereum::Header known = co_await crowd_.agree(cursor.block);
        if (known.hash != *cursor.hash) {
            deep_reorganisation(cursor.block, *cursor.hash);
        }
    }
    co_return Headers{{anchor.number, anchor}};
}

ReadSpan Reconciler::span(std::int64_t first, std::int64_t last) {
    return {.first = first,
            .last = last,
            .most_blocks = contract_.blocks_per_request,
            .pieces_at_once = [share = std::make_unique<Crowd::Share>(crowd_)] { return share->questions_at_once(); },
            .until = reading_until_};
}

base::Task<void> Reconciler::prove_count(Cursor cursor, ethereum::Header anchor, BlockReader::Kept kept,
                                         ReconcileReport& report) {
    const std::int64_t count = kept.events;
    std::int64_t searched = -1;
    for (int others = 0;;) {
        postgres::Client client(database_);
        const auto rows = co_await client.read(sql::staking::find_sequence_gap, crowd_.chain_id(),
                                               base::Bytes(contract_.address), cursor.sequence, anchor.number);
        const auto gap = rows.front();
        const std::int64_t have = cursor.sequence + gap.contiguous;
        const std::optional<std::int64_t> behind_gap = gap.block_after_gap;
        if (have == count && !behind_gap) {
            break;
        }
        status_.missing_events = std::max<std::int64_t>(count - have, 0);
        if (have >= count || have == searched) {
            throw ChainError(
                fmt::format("the contract counts {} events at block {}, and {} are proven: start_block is behind its "
                            "first event, or sequence_slot or the configured events are not this contract's",
                            count, anchor.number, have));
        }
        count_hole(cursor.block, have);
        base::log(LogLevel::warning, "{}: the list of logs is incomplete: event {} of {} is missing", contract_.label,
                  have + 1, count);
        const std::int64_t first = std::max(cursor.block + 1, gap.last_block.value_or(0));
        const std::int64_t last = behind_gap.value_or(anchor.number);
        if (others++ < others_at_most && co_await ask_others(first, last, Headers{{anchor.number, anchor}}, report)) {
            continue;
        }
        searched = have;
        co_await search(first, last, anchor, report);
    }
    status_.missing_events = 0;
    waits_ = 0;
    const auto seasons = co_await prove_seasons(cursor, anchor, report);
    Counts counts{.events = count, .seasons = seasons, .ledger = std::move(kept.ledger)};
    co_await advance(cursor, anchor, std::move(counts), {}, report);
    is_count_proven_ = true;
    search_.reset();
    told_.clear();
}

/// What one operator leaves out another may show, for far less than it takes to look at every block. False when nobody
/// else is left.
base::Task<bool> Reconciler::ask_others(std::int64_t first, std::int64_t last, Headers headers,
                                        ReconcileReport& report) {
    std::int64_t reached = first - 1;
    try {
        co_await record_claims(reached, last, std::move(headers), told_.groups(first, last), report);
    } catch (const RpcError& error) {
        if (may_be_proven_later(error)) {
            throw;
        }
        co_return false;
    }
    co_return true;
}

/// Once, however often it is looked for until somebody shows what is missing: the event after `proven`, or a season.
void Reconciler::count_hole(std::int64_t after_block, std::optional<std::int64_t> proven) {
    if (std::exchange(last_hole_, Hole(after_block, proven)) != Hole(after_block, proven)) {
        ++status_.holes;
    }
}

/// The contract does not number what it says about seasons. It keeps them all, and that is proven instead. How many
/// there are.
base::Task<std::optional<std::int64_t>> Reconciler::prove_seasons(Cursor cursor, ethereum::Header anchor,
                                                                  ReconcileReport& report) {
    if (!contract_.seasons_slot) {
        co_return std::nullopt;
    }
    if (const auto count = co_await match_seasons(cursor, anchor)) {
        co_return count;
    }
    count_hole(cursor.block, std::nullopt);
    base::log(LogLevel::warning, "{}: the list of logs is incomplete: a season at block {} is missing", contract_.label,
              anchor.number);
    // From the beginning: the other events may have been read before anybody asked for seasons.
    season_claims_ = std::max(season_claims_, contract_.start_block - 1);
    co_await record_claims(season_claims_, anchor.number, Headers{{anchor.number, anchor}}, {}, report);
    if (const auto count = co_await match_seasons(cursor, anchor)) {
        co_return count;
    }
    co_await search(cursor.block + 1, anchor.number, anchor, report);
    if (const auto count = co_await match_seasons(cursor, anchor)) {
        season_claims_ = 0;
        co_return count;
    }
    throw ChainError(
        fmt::format("the contract's storage has other seasons at block {} than its events tell: seasons_slot or the "
                    "configured events are not this contract's",
                    anchor.number));
}

/// How many seasons the contract keeps, when they are those that its events tell. One that had started when it was
/// proven last is as it was: only one that is to come can be cancelled.
base::Task<std::optional<std::int64_t>> Reconciler::match_seasons(Cursor cursor, ethereum::Header anchor) {
    const std::int64_t count = co_await reader_.season_count(anchor);
    std::vector<SeasonTerms> told;
    {
        postgres::Client client(database_);
        const auto rows = co_await client.read(sql::staking::list_final_seasons, crowd_.chain_id(),
                                               base::Bytes(contract_.address), anchor.number);
        for (const auto& row : rows) {
            told.push_back({.starts_at = row.starts_at, .ends_at = row.ends_at, .reward = std::string(row.reward)});
            if (row.number != static_cast<std::int64_t>(told.size())) {
                co_return std::nullopt;
            }
        }
    }
    if (count != static_cast<std::int64_t>(told.size())) {
        co_return std::nullopt;
    }
    for (std::int64_t number = count; number > 0; --number) {
        const SeasonTerms& terms = told[static_cast<std::size_t>(number - 1)];
        if (terms.starts_at > cursor.seasons_time && co_await reader_.season(anchor, number) != terms) {
            co_return std::nullopt;
        }
    }
    co_return count;
}

/// Looks for events where they must be, in every block.
base::Task<void> Reconciler::search(std::int64_t first, std::int64_t last, ethereum::Header anchor,
                                    ReconcileReport& report) {
    if (!search_ || search_->first != first) {
        search_ = Search{.first = first, .reached = first - 1};
    }
    if (search_->reached >= last) {
        co_return;
    }
    ReadAhead<Swept> pieces = sweep_blocks(search_->reached + 1, last, anchor);
    Progress progress = reading_.begin(search_->reached + 1, last);
    while (std::optional<Swept> piece = co_await pieces.next()) {
        co_await convict_omissions(piece->events);
        co_await record_final(std::move(piece->events), report);
        search_->reached = piece->last.number;
        co_await reading_.note(progress, piece->last.number);
    }
    keep_time(search_->reached, last);
}

ReadAhead<Reconciler::Swept> Reconciler::sweep_blocks(std::int64_t first, std::int64_t last, ethereum::Header anchor) {
    return ReadAhead<Swept>(
        reactor_, span(first, last), sweep_pace_,
        [this, anchor](std::int64_t from, std::int64_t to) { return sweep_piece(from, to, anchor); });
}

base::Task<Reconciler::Swept> Reconciler::sweep_piece(std::int64_t first, std::int64_t last, ethereum::Header anchor) {
    Swept piece;
    piece.last = last == anchor.number ? anchor : co_await crowd_.agree(last);
    const Headers headers = co_await reader_.link(piece.last, first);
    piece.parent = headers.begin()->second.parent;
    for (const auto& [number, header] : headers) {
        if (!reader_.has_none(header)) {
            piece.events.add(co_await reader_.events(header));
        }
    }
    co_return piece;
}

base::Task<void> Reconciler::sweep(Cursor cursor, ethereum::Header anchor, ReconcileReport& report) {
    ReadAhead<Swept> pieces = sweep_blocks(cursor.block + 1, anchor.number, anchor);
    Progress progress = reading_.begin(cursor.block + 1, anchor.number);
    while (std::optional<Swept> piece = co_await pieces.next()) {
        if (cursor.hash && piece->parent != *cursor.hash) {
            deep_reorganisation(cursor.block, *cursor.hash);
        }
        co_await advance(cursor, piece->last, {}, std::move(piece->events), report);
        cursor.block = piece->last.number;
        cursor.hash = piece->last.hash;
        co_await reading_.note(progress, cursor.block);
    }
    keep_time(cursor.block, anchor.number);
    status_.missing_events = 0;
}

base::Task<void> Reconciler::advance(Cursor cursor, ethereum::Header to, Counts counts, EventBatch events,
                                     ReconcileReport& report) {
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    const base::Bytes contract(contract_.address);
    if (!events.empty()) {
        try {
            const auto recorded = co_await events.with_columns([&](auto... columns) {
                return transaction.run(sql::staking::record_events, crowd_.chain_id(), contract, "poll", "final",
                                       columns...);
            });
            report.recorded += recorded.front().inserted;
        } catch (const postgres::Error& error) {
            check_numbers(error);
            throw;
        }
    }
    const auto moved =
        co_await transaction.run(sql::staking::advance_cursor, crowd_.chain_id(), contract, cursor.block, to.number,
                                 base::Bytes(to.hash), to.time, counts.events, counts.seasons);
    if (!moved.front().advanced) {
        // Not committed, so rolled back: two processes that both believe to be on duty do not get in each other's way.
        throw ChainError("another process has moved the cursor meanwhile");
    }
    if (counts.ledger) {
        co_await record_swept(transaction, crowd_.chain_id(), contract_.address, to.number, *counts.ledger);
    }
    const std::int64_t orphaned = moved.front().orphaned;
    co_await transaction.commit();
    report.final_block = to.number;
    report.orphaned += orphaned;
}

base::Task<void> Reconciler::record_final(EventBatch events, ReconcileReport& report) {
    report.recorded +=
        co_await record_events(database_, crowd_.chain_id(), contract_.address, std::move(events), "final");
}

/// Not what a long reading will come to.
base::Task<void> Reconciler::show_tip(std::optional<std::int64_t> finalized, ReconcileReport& report) {
    const std::int64_t read_later = report.has_more ? finalized.value_or(0) : 0;
    co_await tip_.show(std::max({report.final_block, collected_, read_later}), report);
}

}  // namespace gracy::staking
