#include "staking/reconciling/total_check.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

#include <string>
#include <utility>

namespace gracy::staking {

using base::LogLevel;

base::Task<void> TotalCheck::run(ethereum::Header at) {
    if (!contract_.total_slot) {
        co_return;
    }
    std::string total;
    try {
        total = co_await reader_.total(at);
    } catch (const RpcError& error) {
        base::log(LogLevel::debug, "{}: nobody proves what is staked in all at block {}: {}", contract_.label,
                  at.number, error.what());
        co_return;
    }
    postgres::Client client(database_);
    const auto checked = co_await client.write(sql::staking::check_total, crowd_.chain_id(),
                                               base::Bytes(contract_.address), at.number, total);
    const auto row = checked.first();
    if (!row) {
        co_return;  // another process has moved the cursor meanwhile
    }
    const bool differs = row->difference != "0";
    if (differs && !std::exchange(status_.total_differs, differs)) {
        base::log(LogLevel::error,
                  "{}: the events up to block {} add up to {} more than the {} that the contract says is staked in all",
                  contract_.label, at.number, row->difference, total);
    }
    status_.total_differs = differs;
}

}  // namespace gracy::staking
