// What a contract wrote into a block, whoever told us: a provider's webhook or a JSON-RPC answer.
#pragma once

#include "staking/address.hpp"
#include "staking/keccak.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::staking {

struct Log {
    Address contract{};
    /// At most four; the first is keccak256 of the event's signature.
    std::vector<Hash> topics;
    /// ABI words, undecoded.
    std::string data;
    Hash transaction_hash{};
    std::uint64_t log_index = 0;
    std::uint64_t block_number = 0;
    /// A webhook says it only when its query asked for it.
    std::optional<Hash> block_hash;
    /// Seconds since the Unix epoch; JSON-RPC logs do not carry it.
    std::optional<std::int64_t> block_time;
};

}  // namespace gracy::staking
