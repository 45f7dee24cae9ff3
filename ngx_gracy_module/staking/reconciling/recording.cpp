#include "staking/reconciling/recording.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/crowd/crowd.hpp"

#include <fmt/format.h>

namespace gracy::staking {

void check_numbers(const postgres::Error& error) {
    // Of an event's unique keys only that of its number is not the one that the statement resolves conflicts of.
    if (error.sqlstate() == "23505") {
        throw ChainError(
            "two events of the contract have the same number: the configured events are not this contract's, or "
            "`sequence` is not where the number stands in them");
    }
}

base::Task<std::int64_t> record_events(postgres::Database& database, std::int64_t chain, Address contract,
                                       EventBatch events, std::string state) {
    if (events.empty()) {
        co_return 0;
    }
    postgres::Client client(database);
    try {
        const auto recorded = co_await events.with_columns([&](auto... columns) {
            return client.write(sql::staking::record_events, chain, base::Bytes(contract), "poll", state, columns...);
        });
        co_return recorded.front().inserted;
    } catch (const postgres::Error& error) {
        check_numbers(error);
        throw;
    }
}

base::Task<void> record_swept(postgres::Transaction& transaction, std::int64_t chain, const Address& contract,
                              std::int64_t block, const RewardLedger& ledger) {
    const auto known = co_await transaction.run(sql::staking::note_swept, chain, base::Bytes(contract), block,
                                                ledger.liability, ledger.reserve, ledger.accrued_at);
    if (!known.first()) {
        throw ChainError(
            fmt::format("the contract's storage has no ledger of the seasons' rewards at block {}: ledger_slot names "
                        "another slot than the one that this contract's begins at",
                        block));
    }
}

}  // namespace gracy::staking
