#include "staking/reconciling/recording.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/crowd/crowd.hpp"

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

}  // namespace gracy::staking
