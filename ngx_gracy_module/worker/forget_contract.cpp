#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "staking/address.hpp"
#include "worker/commands.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {

int forget_contract(const Configuration& configuration, const Arguments::Contract& contract) {
    PlainConnection connection = PlainConnection::for_catalogue(configuration.database, "gracy-worker staking forget");
    const std::string hex = base::to_hex(contract.address);
    const auto rows =
        connection.query(sql::staking::forget_contract.number, {std::to_string(contract.chain_id), "\\x" + hex});
    // outcome, events, positions, days, last_block
    const auto& row = rows.at(0);
    const std::string name =
        fmt::format("{} on chain {}", staking::to_checksum_text(contract.address), contract.chain_id);
    if (row[0] == "watched") {
        fmt::print(stderr, "a worker is on staking duty: stop all that are, then forget {}\n", name);
        return 1;
    }
    if (row[0] == "unknown") {
        fmt::print(stderr, "nothing is known of {}\n", name);
        return 1;
    }
    base::log(base::LogLevel::warning,
              "staking: the history of {} was forgotten by an operator: {} events, {} positions, {} days, proven to "
              "block {}; the next worker on duty reads it anew",
              name, row[1], row[2], row[3], row[4].empty() ? "none" : row[4]);
    return 0;
}

}  // namespace gracy::worker
