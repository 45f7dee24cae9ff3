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
    /// 'stake', 'claim', 'withdraw', 'season_created' or 'season_cancelled', as the table has it.
    std::string_view kind;
    /// Nothing in a season's own events.
    std::optional<Address> account;
    /// In the token's smallest unit: decimal, up to 78 digits. A season's reward, or what of it was taken back.
    std::string amount;
    /// Contiguous from 1 over all events of the contract, whatever their kind and account. Nothing when the contract
    /// does not number its events.
    std::optional<std::int64_t> sequence;
    /// Which season was created or cancelled, from 1.
    std::optional<std::int64_t> season;
    /// When a created one starts and ends: seconds since the Unix epoch.
    std::optional<std::int64_t> starts_at;
    std::optional<std::int64_t> ends_at;
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
    std::optional<EventPlace> account;
    EventPlace amount;
    std::optional<EventPlace> sequence;
    std::optional<EventPlace> season{};
    std::optional<EventPlace> starts_at{};
    std::optional<EventPlace> ends_at{};
};

/// Whether events of this kind are the contract's own about a season, and no account's.
bool is_about_season(std::string_view kind);

class EventForms {
  public:
    explicit EventForms(std::vector<EventForm> forms);

    /// Of contracts/src/GracyStaking.sol.
    static const EventForms& of_gracy_staking();
    /// Of contracts/src/SeasonStaking.sol.
    static const EventForms& of_season_staking();

    /// topics[0] of each event.
    std::span<const Hash> topics() const { return topics_; }
    /// Whether every event of an account carries the contract's sequence number.
    bool have_sequence() const;
    /// Whether the contract's seasons are read.
    bool have_seasons() const;

    /// Nothing for any other event of the contract. Throws AbiError. `kind` lives as long as this.
    std::optional<StakingEvent> decode(const Log& log) const;

  private:
    std::vector<EventForm> forms_;
    std::vector<Hash> topics_;
};

}  // namespace gracy::staking
