// Ethereum's JSON-RPC (ethereum.github.io/execution-apis), the four calls that reconciliation needs.
//
// Nothing in an answer is taken on trust: sizes are bounded, quantities and data must be in the one canonical form that
// the specification gives them, and an answer must be about what was asked. What cannot be checked here (that a list of
// logs is complete) is the poller's business.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "io/http_client.hpp"
#include "staking/log.hpp"
#include "staking/quantity.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::staking {

enum class RpcFailure : unsigned char {
    unreachable,  // no answer, or one that says "not now"
    timed_out,    // no answer in time
    refused,      // a JSON-RPC error: the call as it is will not be answered, a smaller one may be
    malformed,    // an answer that cannot be right
};

/// what() names the method and never the URL, which may hold a key.
class RpcError final : public std::runtime_error {
  public:
    RpcError(RpcFailure failure, const std::string& message) : std::runtime_error(message), failure_(failure) {}
    RpcFailure failure() const noexcept { return failure_; }

  private:
    RpcFailure failure_;
};

struct BlockHeader {
    std::int64_t number = 0;
    Hash hash{};
    Hash parent{};
    /// Seconds since the Unix epoch.
    std::int64_t time = 0;
};

class Rpc {
  public:
    Rpc(io::HttpClient& http, std::string url, std::chrono::milliseconds timeout)
        : http_(http), url_(std::move(url)), timeout_(timeout) {}

    // All throw RpcError.

    base::Task<std::int64_t> chain_id();
    base::Task<std::int64_t> block_number();
    /// Nothing when the node does not know the block (yet).
    base::Task<std::optional<BlockHeader>> block(std::int64_t number);
    /// The contract's logs whose first topic is one of `topics`, in the order of the chain, each once.
    base::Task<std::vector<Log>> logs(Address contract, std::vector<Hash> topics, std::int64_t first,
                                      std::int64_t last);

  private:
    base::Task<base::Json> call(std::string method, std::string parameters);

    io::HttpClient& http_;
    const std::string url_;
    const std::chrono::milliseconds timeout_;
    std::int64_t next_id_ = 1;
};

}  // namespace gracy::staking
