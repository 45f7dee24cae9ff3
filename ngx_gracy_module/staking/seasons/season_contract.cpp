#include "staking/seasons/season_contract.hpp"

#include "gracy/sql/staking.hpp"
#include "http/problem.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/path_address.hpp"

#include <algorithm>

namespace gracy::staking {

base::Task<SeasonContract> season_contract(access::Call& call, http::QueryReader& query) {
    SeasonContract contract{.chain_id = chain_of(call, query)};
    if (const auto named = query.raw("contract")) {
        contract.address = address_from(*named, "contract");
        co_return contract;
    }
    constexpr std::int32_t enough_to_be_several = 2;
    const auto rows =
        co_await call.database().read(sql::staking::list_contracts, contract.chain_id, enough_to_be_several);
    if (rows.size() > 1) {
        throw http::Problem::malformed_query({http::FieldError::Place::query, "contract", "required",
                                              http::Text{"Several contracts are watched; say which.",
                                                         "여러 컨트랙트가 있어요. 어느 것인지 알려 주세요."}});
    }
    if (const auto only = rows.first()) {
        std::ranges::copy(only->contract, contract.address.begin());
    }
    co_return contract;
}

}  // namespace gracy::staking
