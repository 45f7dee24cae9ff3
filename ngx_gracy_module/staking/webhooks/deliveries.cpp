#include "staking/webhooks/deliveries.hpp"

#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/reconciling/event_batch.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace gracy::staking {
namespace {

// Bodies may be 12 MB each.
constexpr std::int32_t taken_at_once = 4;

// One that we could not finish so often breaks us; the chain will be asked for what it said.
constexpr std::int32_t max_attempts = 20;

// Retries come for an hour at most; what comes later was caught by somebody, or tells what the chain was asked for
// long ago.
constexpr std::chrono::hours news_for{2};

/// The end of the year 9999: no block is later, and PostgreSQL takes no time that is far beyond it.
constexpr std::int64_t latest_time = 253'402'300'799;

}  // namespace

struct Deliveries::Stored {
    std::string provider;
    std::string id;
    std::int64_t chain_id;
    std::string body;
    base::Timestamp received_at;
    std::int32_t attempts;
};

struct Deliveries::Verdict {
    DeliveryOutcome outcome = DeliveryOutcome::nothing;
    std::optional<std::string> why;
    bool ask_chain = false;
    /// It was old when it came: it is no sign of life of its provider.
    bool is_old = false;

    std::string_view state() const { return outcome == DeliveryOutcome::refused ? "refused" : "done"; }
};

base::Task<DeliveryReport> Deliveries::process() {
    postgres::Client client(database_);
    std::vector<Stored> taken;
    {
        const auto rows = co_await client.write(sql::staking::take_deliveries, taken_at_once);
        for (const auto& row : rows) {
            taken.push_back({std::string(row.provider), std::string(row.delivery_id), row.chain_id,
                             std::string(base::text_of(row.body)), row.received_at, row.attempts});
        }
    }
    DeliveryReport report;
    report.more = taken.size() == static_cast<std::size_t>(taken_at_once);
    for (Stored& stored : taken) {
        const std::int64_t chain = stored.chain_id;
        const std::string provider = stored.provider;
        const std::string id = stored.id;
        std::optional<Verdict> read;
        try {
            read = co_await process_one(std::move(stored));
        } catch (const postgres::Error& error) {
            // The others are not to wait for one that will never fit.
            if (error.kind() != postgres::ErrorKind::invalid && error.kind() != postgres::ErrorKind::conflict) {
                throw;
            }
            read = Verdict{DeliveryOutcome::refused, error.what(), true};
        }
        const Verdict& verdict = *read;
        if (verdict.why) {
            base::log(base::LogLevel::warning, "staking: delivery {} of {} is {}: {}", id, provider, verdict.state(),
                      *verdict.why);
        }
        const auto why = base::view_of(verdict.why);
        co_await client.write(sql::staking::finish_delivery, provider, id, verdict.state(), why, verdict.is_old);
        if (const auto known = parse_webhook_provider(provider)) {
            ++counts_[static_cast<std::size_t>(*known)][static_cast<std::size_t>(verdict.outcome)];
        }
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
    using enum DeliveryOutcome;
    if (stored.attempts > max_attempts) {
        co_return Verdict{refused, fmt::format("not finished in {} attempts", max_attempts), true};
    }
    if (std::ranges::find(targets_, stored.chain_id, &DeliveryTarget::chain_id) == targets_.end()) {
        co_return Verdict{refused, fmt::format("it is about chain {}, of which nothing is watched", stored.chain_id),
                          false};
    }
    const auto provider = parse_webhook_provider(stored.provider);
    if (!provider) {
        co_return Verdict{refused, "nobody here reads this provider's payloads", true};
    }
    WebhookPayload payload = parse_webhook(*provider, stored.body);
    if (payload.chain_id && *payload.chain_id != stored.chain_id) {
        co_return Verdict{refused, fmt::format("it is about chain {}, not {}", *payload.chain_id, stored.chain_id),
                          false};
    }
    const auto received_at = std::chrono::floor<std::chrono::seconds>(stored.received_at).time_since_epoch();
    if (payload.made_at && std::chrono::seconds(*payload.made_at) < received_at - news_for) {
        co_return Verdict{nothing, "it was older than two hours when it came, and is no news", false, true};
    }
    switch (payload.verdict) {
        case WebhookPayload::Verdict::heartbeat:
        case WebhookPayload::Verdict::test:
            co_return Verdict{nothing, std::nullopt, payload.is_reorganised};
        case WebhookPayload::Verdict::truncated:
            co_return Verdict{incomplete, "logs were left out of it", true};
        case WebhookPayload::Verdict::failed:
            co_return Verdict{incomplete, "the provider could not look: " + payload.reason, true};
        case WebhookPayload::Verdict::junk:
            co_return Verdict{refused, payload.reason, true};
        case WebhookPayload::Verdict::logs:
            break;
    }
    co_return co_await record(stored.chain_id, std::move(payload));
}

/// What was dropped goes first: its events may be in another block by now, of which the same delivery tells.
base::Task<Deliveries::Verdict> Deliveries::record(std::int64_t chain_id, WebhookPayload payload) {
    using enum DeliveryOutcome;
    if (payload.sequence && !payload.logs.empty() &&
        order_.is_superseded(chain_id, payload.logs.front().block_number, payload.webhook, *payload.sequence)) {
        co_return Verdict{nothing, "a later version of its block was told before", false};
    }
    Verdict verdict{recorded, std::nullopt, payload.is_reorganised};
    std::map<Address, EventBatch> batches;
    for (const Log& log : payload.logs) {
        const DeliveryTarget* const of = target(chain_id, log.contract);
        try {
            const auto event = of != nullptr ? of->events->decode(log) : std::nullopt;
            if (!event) {
                continue;  // of a contract that nobody watches, or another event of one that somebody does
            }
            if (!log.block_hash || !log.block_time) {
                verdict = {incomplete, "it does not say its blocks' hashes and times", true};
                continue;
            }
            if (*log.block_time > latest_time) {
                verdict = {refused, "a block's time is after the year 9999", true};
                continue;
            }
            batches[log.contract].add(log, *event);
        } catch (const AbiError& error) {
            verdict = {refused, error.what(), true};
        }
    }
    postgres::Client client(database_);
    for (const WebhookPayload::Block& block : payload.dropped) {
        for (const DeliveryTarget& each : targets_) {
            if (each.chain_id == chain_id) {
                co_await client.write(sql::staking::orphan_block, chain_id, base::Bytes(each.contract),
                                      static_cast<std::int64_t>(block.number), base::Bytes(block.hash));
            }
        }
    }
    for (auto& [contract, batch] : batches) {
        co_await batch.with_columns([&](auto... columns) {
            return client.write(sql::staking::record_events, chain_id, base::Bytes(contract), "webhook", "pending",
                                columns...);
        });
    }
    co_return verdict;
}

}  // namespace gracy::staking
