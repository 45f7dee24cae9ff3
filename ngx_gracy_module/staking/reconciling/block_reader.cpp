#include "staking/reconciling/block_reader.hpp"

#include "base/log.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <iterator>

namespace gracy::staking {
namespace {

// Counts at which providers are known to cut a list without saying so.
constexpr std::array<std::size_t, 5> suspicious_counts = {1000, 2000, 5000, 10'000, 20'000};

// Halved so often, the largest range that may be configured is a handful of blocks.
constexpr int most_attempts = 14;

/// What a claim and a proof have to have in common. Not the index: some nodes number the logs of each transaction from
/// zero, which is a mistake of theirs and no lie.
auto content_of(const Log& log) {
    return std::tie(log.transaction_hash, log.block_hash, log.topics, log.data);
}

bool comes_first(const Log* left, const Log* right) {
    return content_of(*left) < content_of(*right);
}

}  // namespace

base::Task<Headers> BlockReader::link(ethereum::Header last, std::int64_t first) {
    Headers headers;
    headers.emplace(last.number, last);
    for (std::int64_t number = last.number - 1; number >= first; --number) {
        const Hash hash = headers.at(number + 1).parent;
        Crowd::Question<ethereum::Header> question = [hash](Rpc& rpc) { return rpc.header(hash); };
        const auto believed = co_await crowd_.first(std::move(question), Subject::proofs);
        headers.emplace(number, believed.value);
    }
    co_return headers;
}

base::Task<EventBatch> BlockReader::events(ethereum::Header header) {
    Crowd::Question<ethereum::BlockLogs> question = [header](Rpc& rpc) { return rpc.receipts(header); };
    auto believed = co_await crowd_.first(std::move(question), Subject::receipts);
    believed.from->trial(Subject::receipts).pass();
    ethereum::BlockLogs& block = believed.value;
    EventBatch batch;
    std::optional<std::vector<Hash>> transactions;
    bool is_convicted = false;
    for (std::size_t i = 0; i < block.logs.size(); ++i) {
        Log& log = block.logs[i];
        if (log.contract != contract_.address) {
            continue;
        }
        try {
            const std::optional<StakingEvent> event = contract_.events->decode(log);
            if (!event) {
                continue;
            }
            if (!transactions) {
                Crowd::Question<std::vector<Hash>> ask = [header](Rpc& rpc) { return rpc.transactions(header); };
                auto hashes = co_await crowd_.first(std::move(ask), Subject::proofs);
                transactions = std::move(hashes.value);
            }
            const Hash& proven = transactions->at(block.transaction_indexes[i]);
            // However many of its receipts do.
            if (log.transaction_hash != proven && !std::exchange(is_convicted, true)) {
                co_await crowd_.convict(*believed.from, believed.exchange,
                                        fmt::format("a receipt of block {} names another transaction", header.number));
            }
            log.transaction_hash = proven;
            batch.add(log, *event);
        } catch (const AbiError& error) {
            // The chain itself says so: the configuration does not describe this contract.
            throw ChainError(fmt::format("block {}: {}", header.number, error.what()));
        }
    }
    co_return batch;
}

bool BlockReader::has_none(const ethereum::Header& header) const {
    const auto may_be = [&](const Hash& topic) { return ethereum::may_contain(header.logs_bloom, topic); };
    return !ethereum::may_contain(header.logs_bloom, contract_.address) ||
           std::ranges::none_of(contract_.events->topics(), may_be);
}

base::Task<std::vector<Hash>> BlockReader::storage(ethereum::Header at, std::vector<Hash> slots) {
    Crowd::Question<ethereum::ProvenWords> question = [at, address = contract_.address, slots = std::move(slots)](
                                                          Rpc& rpc) { return rpc.storage(at, address, slots); };
    auto proven = co_await crowd_.first(std::move(question), Subject::proofs);
    if (!proven.value.is_contract) {
        no_contract(at);
    }
    co_return std::move(proven.value.words);
}

base::Task<Hash> BlockReader::storage(ethereum::Header at, Hash slot) {
    const std::vector<Hash> words = co_await storage(at, std::vector{slot});
    co_return words.front();
}

void BlockReader::no_contract(const ethereum::Header& at) const {
    throw ChainError(
        fmt::format("block {} of chain {} has no contract at {}: `contract` is another address, or `chain` "
                    "another one than the contract is on",
                    at.number, crowd_.chain_id(), to_hex_text(contract_.address)));
}

base::Task<void> BlockReader::check_contract(ethereum::Header at) {
    if (is_contract_) {
        co_return;
    }
    try {
        co_await storage(at, Hash());
        is_contract_ = true;
        co_return;
    } catch (const RpcError&) {
        // Without a proof, as those say who have it.
    }
    try {
        Crowd::Question<bool> question = [at, address = contract_.address](Rpc& rpc) {
            return rpc.has_code(at, address);
        };
        is_contract_ = co_await crowd_.agree_on<bool>(
            std::move(question), [](bool has_code) { return has_code ? "a contract" : "no contract"; });
    } catch (const RpcError& error) {
        base::log(base::LogLevel::debug, "{}: nobody tells whether there is a contract: {}", contract_.label,
                  error.what());
        co_return;
    }
    if (!is_contract_) {
        no_contract(at);
    }
}

base::Task<BlockReader::Kept> BlockReader::sequence(ethereum::Header at) {
    std::vector slots{*contract_.sequence_slot};
    if (contract_.ledger_slot) {
        std::ranges::copy(RewardLedger::slots(*contract_.ledger_slot), std::back_inserter(slots));
    }
    const std::vector<Hash> words = co_await storage(at, std::move(slots));
    const auto number = to_integer(words.front());
    if (!number) {
        throw ChainError("the contract's count of events exceeds 63 bits: sequence_slot names another slot");
    }
    Kept kept{.events = *number, .ledger = std::nullopt};
    if (contract_.ledger_slot) {
        kept.ledger = RewardLedger::from(std::span(words).last<RewardLedger::words>());
    }
    co_return kept;
}

base::Task<std::string> BlockReader::total(ethereum::Header at) {
    Hash word = co_await storage(at, *contract_.total_slot);
    std::shift_right(word.begin(), word.end(), static_cast<std::ptrdiff_t>(contract_.total_shift_bytes));
    // Where the shift comes from there is nothing, however wide the total is said to be.
    const std::size_t bytes = std::min(contract_.total_bytes, word.size() - contract_.total_shift_bytes);
    std::fill_n(word.begin(), word.size() - bytes, std::byte{0});
    co_return to_decimal(word);
}

base::Task<std::int64_t> BlockReader::season_count(ethereum::Header at) {
    const Hash word = co_await storage(at, *contract_.seasons_slot);
    const auto number = to_integer(word);
    if (!number) {
        throw ChainError("the contract's count of seasons exceeds 63 bits: seasons_slot names another slot");
    }
    co_return *number;
}

base::Task<SeasonTerms> BlockReader::season(ethereum::Header at, std::int64_t number) {
    const Hash word = co_await storage(at, slot_of_season(*contract_.seasons_slot, number));
    co_return SeasonTerms::from(word);
}

std::set<std::int64_t> BlockReader::Claim::blocks() const {
    std::set<std::int64_t> numbers;
    for (const Log& log : logs) {
        numbers.insert(static_cast<std::int64_t>(log.block_number));
    }
    return numbers;
}

bool BlockReader::Claim::is_about(std::int64_t block, const Hash& hash) const {
    return std::ranges::any_of(logs, [&](const Log& log) {
        return static_cast<std::int64_t>(log.block_number) == block && log.block_hash == hash;
    });
}

/// From one provider, in the largest piece that it gives. Each refuses at another size, by another measure.
base::Task<Answer<BlockReader::Piece>> BlockReader::ask_logs(Rpc& rpc, std::int64_t first, std::int64_t last) {
    const auto topics = contract_.events->topics();
    if (!rpc.range) {
        rpc.range.emplace(crowd_.blocks_per_request(), rpc.range_before);
    }
    // A provider's range is that of all contracts of the chain, and may be more than this one wants.
    std::int64_t size = std::min(rpc.range->size(), contract_.blocks_per_request);
    // Only the answer to a smaller question shows that the larger one was refused for its size.
    std::optional<std::int64_t> refused;
    while (true) {
        const std::int64_t end = std::min(last, first + size - 1);
        std::string refusal;
        try {
            auto answer = co_await rpc.logs(contract_.address, {topics.begin(), topics.end()}, first, end);
            if (!answer.value) {
                co_return Answer<Piece>{std::unexpected(answer.value.error()), std::move(answer.exchange)};
            }
            const std::size_t count = answer.value->size();
            if (first == end || std::ranges::find(suspicious_counts, count) == suspicious_counts.end()) {
                if (refused && rpc.range->may_be_too_large(*refused)) {
                    rpc.range->refused(*refused);
                }
                rpc.range->answered(end - first + 1);
                co_return Answer<Piece>{Piece{end, std::move(*answer.value)}, std::move(answer.exchange)};
            }
            refusal = fmt::format("exactly {} logs look like a cut list", count);
        } catch (const RpcError& error) {
            // What takes too long may also be too much; but somebody else may be quicker.
            if (error.failure() == RpcFailure::timed_out) {
                rpc.range->refused(end - first + 1);
            }
            if (!rpc.has("eth_getLogs")) {
                throw;
            }
            if (error.failure() == RpcFailure::refused && first == end && !error.is_too_large()) {
                // No question is smaller: it gives no logs at all.
                rpc.lacks("eth_getLogs");
                throw RpcError(RpcFailure::unreachable, error.what());
            }
            if (error.failure() != RpcFailure::refused || first == end) {
                throw;
            }
            refusal = error.what();
        }
        refused = end - first + 1;
        size = std::max<std::int64_t>(*refused / 2, 1);
        base::log(base::LogLevel::debug, "{}: blocks {} to {}: {}; asking for {} at a time", contract_.label, first,
                  end, refusal, size);
    }
}

base::Task<BlockReader::Claim> BlockReader::claim(std::int64_t first, std::int64_t last, Subject subject,
                                                  const std::set<std::string>& without) {
    for (int attempt = 1;; ++attempt) {
        Crowd::Question<Piece> question = [this, first, last](Rpc& rpc) { return ask_logs(rpc, first, last); };
        try {
            auto believed = co_await crowd_.first(std::move(question), subject, last, without);
            co_return Claim{first,         believed.value.last,          std::move(believed.value.logs),
                            believed.from, std::move(believed.exchange), crowd_.answers_for(*believed.from)};
        } catch (const RpcError& error) {
            // Each attempt asks for half as much of whoever took too long.
            if (error.failure() != RpcFailure::timed_out || attempt == most_attempts) {
                throw;
            }
        }
    }
}

std::string BlockReader::question_about(std::int64_t first, std::int64_t last) const {
    const auto topics = contract_.events->topics();
    return Rpc::question_of_logs(contract_.address, {topics.begin(), topics.end()}, first, last);
}

base::Task<BlockReader::Claim> BlockReader::paid_claim(std::int64_t first, std::int64_t last) {
    Crowd::Question<Piece> question = [this, first, last](Rpc& rpc) { return ask_logs(rpc, first, last); };
    auto believed = co_await crowd_.paid(std::move(question));
    co_return Claim{first,         believed.value.last,          std::move(believed.value.logs),
                    believed.from, std::move(believed.exchange), crowd_.answers_for(*believed.from)};
}

bool BlockReader::is_true(const Claim& claim, std::int64_t block, const EventBatch& proven) {
    std::vector<const Log*> claimed;
    for (const Log& log : claim.logs) {
        if (static_cast<std::int64_t>(log.block_number) == block) {
            claimed.push_back(&log);
        }
    }
    std::vector<const Log*> true_logs;
    for (const Log& log : proven.logs()) {
        true_logs.push_back(&log);
    }
    std::ranges::sort(claimed, comes_first);
    std::ranges::sort(true_logs, comes_first);
    return std::ranges::equal(
        claimed, true_logs, [](const Log* left, const Log* right) { return content_of(*left) == content_of(*right); });
}

}  // namespace gracy::staking
