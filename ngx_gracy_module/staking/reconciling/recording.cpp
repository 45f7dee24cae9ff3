#include "staking/reconciling/recording.hpp"

#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

namespace gracy::staking {

base::Task<std::int64_t> record_events(postgres::Database& database, std::int64_t chain, Address contract,
                                       EventBatch events, std::string state) {
    if (events.empty()) {
        co_return 0;
    }
    postgres::Client client(database);
    const auto recorded = co_await events.with_columns([&](auto... columns) {
        return client.write(sql::staking::record_events, chain, base::Bytes(contract), "poll", state, columns...);
    });
    co_return recorded.front().inserted;
}

}  // namespace gracy::staking
