// From stored webhook deliveries to events, each to its contract. nginx verified their signature and stored them whole;
// here they are read.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "staking/reconciling/abi.hpp"
#include "staking/webhooks/delivery_order.hpp"
#include "staking/webhooks/webhook_payload.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gracy::staking {

/// Whose events deliveries may tell of.
struct DeliveryTarget {
    std::int64_t chain_id;
    Address contract;
    /// Must outlive whoever reads deliveries.
    const EventForms* events;
};

struct DeliveryReport {
    std::size_t processed = 0;
    /// Of which something was said to be missing, or could not be used: they themselves should be asked soon.
    std::set<std::int64_t> chains_to_ask;
    /// More deliveries are waiting.
    bool more = false;
};

/// What deliveries came to.
enum class DeliveryOutcome : unsigned char {
    recorded,    // it told of events, or of blocks that were dropped
    nothing,     // it told that there was nothing for us, was a test, or is no news any more
    incomplete,  // it said that something was missing, or left out what we need: the chain is asked
    refused,     // it could not be read, or is about another chain
};
inline constexpr std::array<std::string_view, 4> delivery_outcomes = {"recorded", "nothing", "incomplete", "refused"};

/// Of each provider; since the process started.
using DeliveryCounts = std::array<std::array<std::uint64_t, delivery_outcomes.size()>, webhook_providers.size()>;

class Deliveries {
  public:
    Deliveries(postgres::Database& database, std::vector<DeliveryTarget> targets)
        : database_(database), targets_(std::move(targets)) {}

    /// Takes a few deliveries and turns what they say into pending events. One that fails for want of the database
    /// comes again in a minute; one that the database refuses is refused. Throws postgres::Error.
    base::Task<DeliveryReport> process();

    const DeliveryCounts& counts() const { return counts_; }

  private:
    struct Stored;
    struct Verdict;

    base::Task<Verdict> process_one(Stored stored);
    base::Task<Verdict> record(std::int64_t chain_id, WebhookPayload payload);
    const DeliveryTarget* target(std::int64_t chain_id, const Address& contract) const;

    postgres::Database& database_;
    const std::vector<DeliveryTarget> targets_;
    DeliveryCounts counts_{};
    DeliveryOrder order_;
};

}  // namespace gracy::staking
