#include "staking/season_contract.hpp"

#include "access/services.hpp"
#include "gracy/sql/staking.hpp"
#include "http/problem.hpp"
#include "staking/path_address.hpp"

#include <algorithm>

namespace gracy::staking {

base::Task<std::optional<Address>> season_contract(access::Call& call, http::QueryReader& query) {
    if (const auto named = query.raw("contract")) {
        co_return address_from(*named, "contract");
    }
    constexpr std::int32_t enough_to_be_several = 2;
    const auto rows = co_await call.database().read(sql::staking::list_contracts,
                                                    call.services().settings.staking_chain_id, enough_to_be_several);
    if (rows.size() > 1) {
        throw http::Problem::malformed_query({http::FieldError::Place::query, "contract", "required",
                                              http::Text{"Several contracts are watched; say which.",
                                                         "여러 컨트랙트가 있어요. 어느 것인지 알려 주세요."}});
    }
    const auto only = rows.first();
    if (!only) {
        co_return std::nullopt;
    }
    Address contract;
    std::ranges::copy(only->contract, contract.begin());
    co_return contract;
}

}  // namespace gracy::staking
