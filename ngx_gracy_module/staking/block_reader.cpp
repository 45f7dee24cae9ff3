#include "staking/block_reader.hpp"

#include "base/log.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace gracy::staking {
namespace {

// Counts at which providers are known to cut a list without saying so.
constexpr std::array<std::size_t, 5> suspicious_counts = {1000, 2000, 5000, 10'000, 20'000};

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
        const auto believed = co_await crowd_.first(std::move(question));
        headers.emplace(number, believed.value);
    }
    co_return headers;
}

base::Task<EventBatch> BlockReader::events(ethereum::Header header) {
    Crowd::Question<ethereum::BlockLogs> question = [header](Rpc& rpc) { return rpc.receipts(header); };
    auto believed = co_await crowd_.first(std::move(question));
    ethereum::BlockLogs& block = believed.value;
    EventBatch batch;
    std::optional<std::vector<Hash>> transactions;
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
                auto hashes = co_await crowd_.first(std::move(ask));
                transactions = std::move(hashes.value);
            }
            const Hash& proven = transactions->at(block.transaction_indexes[i]);
            if (log.transaction_hash != proven) {
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

base::Task<Hash> BlockReader::storage(ethereum::Header at, Hash slot) {
    Crowd::Question<Hash> question = [at, address = contract_.address, slot](Rpc& rpc) {
        return rpc.storage(at, address, slot);
    };
    const auto word = co_await crowd_.first(std::move(question));
    co_return word.value;
}

base::Task<std::int64_t> BlockReader::sequence(ethereum::Header at) {
    const Hash word = co_await storage(at, *contract_.sequence_slot);
    const auto number = to_integer(word);
    if (!number) {
        throw ChainError("the contract's count of events exceeds 63 bits: sequence_slot names another slot");
    }
    co_return *number;
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

base::Task<BlockReader::Claim> BlockReader::claim(std::int64_t first, std::int64_t last) {
    const auto topics = contract_.events->topics();
    while (true) {
        const std::int64_t end = std::min(last, first + range_.size() - 1);
        Crowd::Question<std::vector<Log>> question = [this, first, end, topics](Rpc& rpc) {
            return rpc.logs(contract_.address, {topics.begin(), topics.end()}, first, end);
        };
        std::string refusal;
        try {
            auto believed = co_await crowd_.first(std::move(question));
            if (first == end ||
                std::ranges::find(suspicious_counts, believed.value.size()) == suspicious_counts.end()) {
                range_.answered(end - first + 1);
                co_return Claim{first, end, std::move(believed.value), believed.from, std::move(believed.exchange)};
            }
            refusal = fmt::format("exactly {} logs look like a cut list", believed.value.size());
        } catch (const RpcError& error) {
            // What takes too long may also be too much.
            const bool smaller_may_do =
                error.failure() == RpcFailure::refused || error.failure() == RpcFailure::timed_out;
            if (!smaller_may_do || first == end) {
                throw;
            }
            refusal = error.what();
        }
        range_.refused(end - first + 1);
        base::log(base::LogLevel::debug, "staking: blocks {} to {}: {}; asking for {} at a time", first, end, refusal,
                  range_.size());
    }
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
