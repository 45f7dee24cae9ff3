// The staking contract's events (contracts/README.md), from logs to values.
#pragma once

#include "staking/log.hpp"

#include <array>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gracy::staking {

/// One of 2^256 numbers, big-endian, as the ABI has it.
using Word = std::span<const std::byte, 32>;

/// Decimal digits, without leading zeros.
std::string to_decimal(Word word);

struct StakingEvent {
    /// 'stake', 'claim' or 'withdraw', as the table has it.
    std::string_view kind;
    Address account{};
    /// In the token's smallest unit: decimal, up to 78 digits.
    std::string amount;
    /// Contiguous from 1 over all events of the contract, whatever their kind and account.
    std::string sequence;
};

/// A log has the topic of an event and not its form: whoever reported it is wrong.
struct AbiError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// topics[0] of each event that `decode_event` understands.
std::span<const Hash, 3> event_topics();

/// Nothing for any other event of the contract. Throws AbiError.
std::optional<StakingEvent> decode_event(const Log& log);

}  // namespace gracy::staking
