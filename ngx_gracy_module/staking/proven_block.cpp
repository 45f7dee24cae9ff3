#include "staking/proven_block.hpp"

#include "gracy/sql/staking.hpp"

namespace gracy::staking {

base::Task<std::optional<std::int64_t>> proven_block(access::Call& call, std::int64_t chain, Address contract) {
    const auto rows = co_await call.database().read(sql::staking::show_proven_block, chain, contract);
    const auto place = rows.first();
    co_return place ? std::optional(place->proven_block) : std::nullopt;
}

}  // namespace gracy::staking
