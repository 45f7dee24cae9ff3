#include "staking/crowd/audit.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <tuple>
#include <vector>

namespace gracy::staking {
namespace {

using base::LogLevel;

// Of blocks, in one audit: what it costs is bounded, however far it has to go.
constexpr int most_pieces = 20;

/// Block, its hash, transaction, kind, account, amount, sequence, season. Not the index, as in BlockReader::is_true.
using Line = std::tuple<std::int64_t, Hash, Hash, std::string, std::string, std::string, std::int64_t, std::int64_t>;

Hash hash_of(base::Bytes bytes) {
    Hash hash{};
    std::ranges::copy(bytes.first(std::min(bytes.size(), hash.size())), hash.begin());
    return hash;
}

/// Throws AbiError.
std::vector<Line> lines_of(const std::vector<Log>& logs, const EventForms& forms) {
    std::vector<Line> lines;
    for (const Log& log : logs) {
        if (const auto event = forms.decode(log)) {
            const auto account = event->account ? base::Bytes(*event->account) : base::Bytes();
            lines.emplace_back(static_cast<std::int64_t>(log.block_number), log.block_hash.value_or(Hash()),
                               log.transaction_hash, std::string(event->kind), std::string(base::text_of(account)),
                               event->amount, event->sequence.value_or(0), event->season.value_or(0));
        }
    }
    std::ranges::sort(lines);
    return lines;
}

}  // namespace

base::Task<void> Audit::run() {
    if (every_.count() == 0) {
        co_return;
    }
    const std::optional<Span> span = co_await begin();
    if (!span) {
        co_return;
    }
    try {
        if (co_await is_same(*span)) {
            ++status_.audits.same;
        }
    } catch (const RpcError& error) {
        ++status_.audits.failed;
        base::log(LogLevel::warning, "{}: no paid provider could be asked for an audit: {}", contract_.label,
                  error.what());
    }
}

base::Task<std::optional<Audit::Span>> Audit::begin() {
    postgres::Client client(database_);
    const auto begun = co_await client.write(sql::staking::begin_audit, crowd_.chain_id(),
                                             base::Bytes(contract_.address), std::int64_t(every_.count()));
    const auto row = begun.first();
    if (!row) {
        co_return std::nullopt;
    }
    const std::int64_t end = std::max(contract_.start_block, row->last_block - contract_.blocks_per_request + 1);
    co_return Span{row->audited_block ? *row->audited_block + 1 : end, row->last_block, hash_of(row->last_block_hash)};
}

base::Task<bool> Audit::is_same(const Span& span) {
    if (!co_await has_same_anchor(span)) {
        co_return false;
    }
    std::int64_t first = span.first;
    for (int piece = 0; piece < most_pieces && first <= span.last; ++piece) {
        const auto next = co_await compare_events(first, span.last);
        if (!next) {
            co_return false;
        }
        first = *next;
    }
    if (first <= span.last) {
        base::log(LogLevel::info, "{}: audited up to block {} of {}; the next audit goes on from there",
                  contract_.label, first - 1, span.last);
    }
    co_return true;
}

base::Task<bool> Audit::has_same_anchor(const Span& span) {
    Crowd::Question<ethereum::Header> question = [number = span.last](Rpc& rpc) { return rpc.header(number); };
    auto header = co_await crowd_.paid(std::move(question));
    if (header.value.hash == span.last_hash) {
        co_return true;
    }
    co_await differs(*header.from, std::move(header.exchange),
                     fmt::format("block {} is {} there, and {} is proven here", span.last,
                                 to_hex_text(header.value.hash), to_hex_text(span.last_hash)));
    co_await finish(span.last);
    co_return false;
}

base::Task<std::optional<std::int64_t>> Audit::compare_events(std::int64_t first, std::int64_t last) {
    auto claim = co_await reader_.paid_claim(first, last);
    std::optional<std::vector<Line>> told;
    std::string how;
    try {
        told = lines_of(claim.logs, *contract_.events);
    } catch (const AbiError& error) {
        how = error.what();
    }
    std::vector<Line> proven;
    {
        postgres::Client client(database_);
        const auto rows =
            co_await client.read(sql::staking::list_final_events, crowd_.chain_id(), base::Bytes(contract_.address),
                                 claim.first, claim.last, static_cast<std::int32_t>(claim.logs.size() + 1));
        for (const auto& row : rows) {
            proven.emplace_back(row.block_number, hash_of(row.block_hash), hash_of(row.tx_hash), std::string(row.kind),
                                std::string(base::text_of(row.account)), std::string(row.amount), row.sequence,
                                row.season);
        }
    }
    std::ranges::sort(proven);
    const bool is_same = told == proven;
    if (!is_same) {
        if (told) {
            const auto [theirs, ours] = std::ranges::mismatch(*told, proven);
            how = fmt::format("the events are others from block {} on",
                              std::min(theirs == told->end() ? claim.last : std::get<0>(*theirs),
                                       ours == proven.end() ? claim.last : std::get<0>(*ours)));
        }
        co_await differs(*claim.from, std::move(claim.exchange),
                         fmt::format("blocks {} to {}: {}", claim.first, claim.last, how));
    }
    co_await finish(claim.last);
    co_return is_same ? std::optional(claim.last + 1) : std::nullopt;
}

base::Task<void> Audit::finish(std::int64_t audited_block) {
    postgres::Client client(database_);
    co_await client.write(sql::staking::finish_audit, crowd_.chain_id(), base::Bytes(contract_.address), audited_block);
}

base::Task<void> Audit::differs(const Provider& paid, Exchange exchange, std::string how) {
    ++status_.audits.different;
    base::log(LogLevel::error, "{}: an audit by {} ({}) differs from what is proven here: {}; asked was {}",
              contract_.label, paid.name(), paid.group(), how, exchange.request);
    co_await crowd_.note(paid, std::move(exchange), "audit: " + how);
}

}  // namespace gracy::staking
