#include "staking/chain_parameter.hpp"

#include "access/services.hpp"

namespace gracy::staking {
namespace {

// As gracy_staking_chain_id has it, and the worker's configuration.
constexpr std::int64_t largest_chain_id = (std::int64_t{1} << 53) - 1;

}  // namespace

std::int64_t chain_of(const access::Call& call, http::QueryReader& query) {
    return query.integer("chain_id", 1, largest_chain_id).value_or(call.services().settings.staking_chain_id);
}

}  // namespace gracy::staking
