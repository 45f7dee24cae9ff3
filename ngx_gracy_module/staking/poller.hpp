// Reconciliation by poll: what the chain says, once it has said it long enough, is what the table holds.
//
// Webhooks only make it fast. A poll reads every block up to `confirmations` below the head, records the events as
// final and moves the cursor behind them, in one transaction; reads the blocks above as pending; and orphans pending
// events whose block the chain has dropped. Nothing is ever deleted, and no answer that contradicts itself moves the
// cursor.
#pragma once

#include "postgres/database.hpp"
#include "staking/event_batch.hpp"
#include "staking/request_range.hpp"
#include "staking/rpc.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace gracy::postgres {
class Client;
}

namespace gracy::staking {

/// The chain, as this endpoint shows it, contradicts itself or what was final already.
struct ChainError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct PollerSettings {
    std::int64_t chain_id = 0;
    Address contract{};
    std::int64_t start_block = 0;
    std::int64_t confirmations = 0;
    std::int64_t blocks_per_request = 2000;
};

struct PollReport {
    std::int64_t head = 0;
    std::int64_t final_block = 0;
    /// Events that nobody had reported before.
    std::int64_t recorded = 0;
    std::int64_t orphaned = 0;
};

class Poller {
  public:
    Poller(postgres::Database& database, Rpc& rpc, const PollerSettings& settings)
        : database_(database), rpc_(rpc), settings_(settings), range_(settings.blocks_per_request) {}

    /// Throws RpcError, ChainError and postgres::Error. What was committed before stays, and the next poll goes on
    /// from there.
    base::Task<PollReport> poll();

  private:
    struct Reading {
        std::vector<Log> logs;
        BlockHeader last;
    };
    struct Events {
        EventBatch batch;
        /// The last block that was read.
        BlockHeader last;
    };

    base::Task<void> check_chain();
    base::Task<std::int64_t> read_cursor(std::int64_t head);
    base::Task<BlockHeader> known_block(std::int64_t number);
    base::Task<Reading> read_logs(std::int64_t first, std::int64_t last);
    base::Task<Events> read_range(std::int64_t first, std::int64_t last);
    base::Task<void> make_final(std::int64_t cursor, Events events, PollReport& report);
    base::Task<void> record(Events events, std::string state, PollReport& report);
    base::Task<void> settle_pending(PollReport& report);
    base::Task<void> orphan(std::int64_t number, std::optional<Hash> canonical, PollReport& report);

    postgres::Database& database_;
    Rpc& rpc_;
    const PollerSettings settings_;
    RequestRange range_;
    bool chain_checked_ = false;
};

}  // namespace gracy::staking
