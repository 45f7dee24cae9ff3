// A staking contract's events, from logs to values. Which events, and where in them things stand, is configuration.
#pragma once

#include "staking/log.hpp"

#include <array>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::staking {

/// One of 2^256 numbers, big-endian, as the ABI has it.
using Word = std::span<const std::byte, 32>;

/// Decimal digits, without leading zeros.
std::string to_decimal(Word word);

/// The number, when it is below 2^63.
std::optional<std::int64_t> to_integer(Word word);

struct StakingEvent {
    /// 'stake', 'claim' or 'withdraw', as the table has it.
    std::string_view kind;
    Address account{};
    /// In the token's smallest unit: decimal, up to 78 digits.
    std::string amount;
    /// Contiguous from 1 over all events of the contract, whatever their kind and account. Nothing when the contract
    /// does not number its events.
    std::optional<std::int64_t> sequence;
};

/// A log has the topic of an event and not its form: whoever reported it is wrong, or the configuration is.
struct AbiError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Where a value stands in a log: in topics[index + 1], or in the index-th word of the data.
struct EventPlace {
    bool is_indexed = false;
    std::size_t index = 0;
};

/// All arguments are of static types, so each is a topic or a word.
struct EventForm {
    /// "Stake(address,uint256,uint256)".
    std::string signature;
    std::string kind;
    std::size_t topics = 0;
    std::size_t words = 0;
    EventPlace account;
    EventPlace amount;
    std::optional<EventPlace> sequence;
};

class EventForms {
  public:
    explicit EventForms(std::vector<EventForm> forms);

    /// Of the contract in contracts/README.md.
    static const EventForms& of_demo();

    /// topics[0] of each event.
    std::span<const Hash> topics() const { return topics_; }
    /// Whether every event carries the contract's sequence number.
    bool have_sequence() const;

    /// Nothing for any other event of the contract. Throws AbiError. `kind` lives as long as this.
    std::optional<StakingEvent> decode(const Log& log) const;

  private:
    std::vector<EventForm> forms_;
    std::vector<Hash> topics_;
};

}  // namespace gracy::staking
