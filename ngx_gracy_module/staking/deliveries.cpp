#include "staking/deliveries.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/alchemy.hpp"
#include "staking/event_batch.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace gracy::staking {
namespace {

// Bodies may be 12 MB each.
constexpr std::int32_t taken_at_once = 4;

// One that we could not finish so often breaks us; the chain will be asked for what it said.
constexpr std::int32_t max_attempts = 20;

}  // namespace

struct Deliveries::Stored {
    std::string provider;
    std::string id;
    std::int64_t chain_id;
    std::string body;
    std::int32_t attempts;
};

struct Deliveries::Verdict {
    /// 'done' or 'refused'.
    std::string state = "done";
    std::optional<std::string> why;
    bool ask_chain = false;
};

base::Task<DeliveryReport> Deliveries::process() {
    postgres::Client client(database_);
    std::vector<Stored> taken;
    {
        const auto rows = co_await client.write(sql::staking::take_deliveries, taken_at_once);
        for (const auto& row : rows) {
            taken.push_back({std::string(row.provider), std::string(row.delivery_id), row.chain_id,
                             std::string(base::text_of(row.body)), row.attempts});
        }
    }
    DeliveryReport report;
    report.more = taken.size() == static_cast<std::size_t>(taken_at_once);
    for (Stored& stored : taken) {
        const std::int64_t chain = stored.chain_id;
        const std::string provider = stored.provider;
        const std::string id = stored.id;
        const Verdict verdict = co_await process_one(std::move(stored));
        if (verdict.why) {
            base::log(base::LogLevel::warning, "staking: delivery {} of {} is {}: {}", id, provider, verdict.state,
                      *verdict.why);
        }
        const auto why = verdict.why ? std::optional<std::string_view>(*verdict.why) : std::nullopt;
        co_await client.write(sql::staking::finish_delivery, provider, id, verdict.state, why);
        ++report.processed;
        if (verdict.ask_chain) {
            report.chains_to_ask.insert(chain);
        }
    }
    co_return report;
}

const DeliveryTarget* Deliveries::target(std::int64_t chain_id, const Address& contract) const {
    const auto found = std::ranges::find_if(
        targets_, [&](const DeliveryTarget& each) { return each.chain_id == chain_id && each.contract == contract; });
    return found == targets_.end() ? nullptr : &*found;
}

base::Task<Deliveries::Verdict> Deliveries::process_one(Stored stored) {
    if (stored.attempts > max_attempts) {
        co_return Verdict{"refused", fmt::format("not finished in {} attempts", max_attempts), true};
    }
    if (std::ranges::find(targets_, stored.chain_id, &DeliveryTarget::chain_id) == targets_.end()) {
        co_return Verdict{"refused", fmt::format("it is about chain {}, of which nothing is watched", stored.chain_id),
                          false};
    }
    if (stored.provider != "alchemy") {
        co_return Verdict{"refused", "nobody here reads this provider's payloads", true};
    }
    const AlchemyDelivery delivery = parse_alchemy(stored.body);
    switch (delivery.verdict) {
        case AlchemyDelivery::Verdict::heartbeat:
            co_return Verdict{};
        case AlchemyDelivery::Verdict::truncated:
            co_return Verdict{"done", "logs were left out of it", true};
        case AlchemyDelivery::Verdict::failed:
            co_return Verdict{"done", "the provider could not look: " + delivery.reason, true};
        case AlchemyDelivery::Verdict::junk:
            co_return Verdict{"refused", delivery.reason, true};
        case AlchemyDelivery::Verdict::logs:
            break;
    }
    std::map<Address, EventBatch> batches;
    try {
        for (const Log& log : delivery.logs) {
            const DeliveryTarget* const of = target(stored.chain_id, log.contract);
            const std::optional<StakingEvent> event = of != nullptr ? of->events->decode(log) : std::nullopt;
            if (!event) {
                continue;  // of a contract that nobody watches, or another event of one that somebody does
            }
            if (!log.block_hash || !log.block_time) {
                co_return Verdict{"done", "its query does not select the block's hash and timestamp", true};
            }
            batches[log.contract].add(log, *event);
        }
    } catch (const AbiError& error) {
        co_return Verdict{"refused", error.what(), true};
    }
    postgres::Client client(database_);
    for (auto& [contract, batch] : batches) {
        co_await batch.with_columns([&](auto... columns) {
            return client.write(sql::staking::record_events, stored.chain_id, base::Bytes(contract), "webhook",
                                "pending", columns...);
        });
    }
    co_return Verdict{};
}

}  // namespace gracy::staking
