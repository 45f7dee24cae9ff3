// Ethereum's JSON-RPC (ethereum.github.io/execution-apis), the calls that a proven history needs.
//
// Nothing in an answer is taken on trust: sizes are bounded, quantities and data must be in the one canonical form that
// the specification gives them, an answer must be about what was asked, and whatever has a hash is checked against it
// (staking/ethereum). What was asked and the digest of what was answered go with each answer, because they are
// evidence.
#pragma once

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/task.hpp"
#include "io/http_client.hpp"
#include "staking/crowd/call_rate.hpp"
#include "staking/crowd/request_range.hpp"
#include "staking/ethereum/header.hpp"
#include "staking/ethereum/proof.hpp"
#include "staking/ethereum/receipt.hpp"
#include "staking/log.hpp"
#include "staking/quantity.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gracy::staking {

enum class RpcFailure : unsigned char {
    unreachable,  // no answer, or one that says that it is broken
    busy,         // asked too often
    timed_out,    // no answer in time
    refused,      // a JSON-RPC error: the call as it is will not be answered, a smaller one may be
    malformed,    // an answer that cannot be right
    unknown,      // it does not have the block
};

/// what() names the method and never the URL, which may hold a key.
class RpcError final : public std::runtime_error {
  public:
    RpcError(RpcFailure failure, const std::string& message,
             std::optional<std::chrono::seconds> retry_after = std::nullopt, bool is_too_large = false)
        : std::runtime_error(message), failure_(failure), retry_after_(retry_after), is_too_large_(is_too_large) {}
    RpcFailure failure() const noexcept { return failure_; }
    /// When it wants to be asked again, if it is busy and says so.
    std::optional<std::chrono::seconds> retry_after() const noexcept { return retry_after_; }
    /// The answer would be larger than we take or it gives.
    bool is_too_large() const noexcept { return is_too_large_; }

  private:
    RpcFailure failure_;
    std::optional<std::chrono::seconds> retry_after_;
    bool is_too_large_;
};

/// What was asked, as "method [parameters]", and the SHA-256 of the whole body that came back.
struct Exchange {
    std::string request;
    base::Sha256 response{};
};

template <class T>
struct Answer {
    ethereum::Verified<T> value;
    Exchange exchange;
};

class Rpc {
  public:
    /// `forms` must outlive this.
    Rpc(io::HttpClient& http, std::string url, std::chrono::milliseconds timeout, const ethereum::HeaderForms& forms)
        : http_(http), url_(std::move(url)), timeout_(timeout), forms_(forms) {}

    // All throw RpcError. What comes back as `malformed` in an Answer has a hash that could not be computed.

    base::Task<std::int64_t> chain_id();
    /// The hash of block 0, on the node's word: it is to be compared, and its header may be of any fork.
    base::Task<Hash> genesis();
    base::Task<std::int64_t> block_number();
    /// The height that the node calls finalized, on its word.
    base::Task<std::int64_t> finalized();

    base::Task<Answer<ethereum::Header>> header(std::int64_t number);
    base::Task<Answer<ethereum::Header>> header(Hash hash);
    /// As large as the gas of the block allows; what is too large for one answer is had transaction by transaction.
    base::Task<Answer<ethereum::BlockLogs>> receipts(ethereum::Header of);
    /// Hashes of the block's transactions.
    base::Task<Answer<std::vector<Hash>>> transactions(ethereum::Header of);
    /// The words in some slots of the contract's storage, as of that block.
    base::Task<Answer<ethereum::ProvenWords>> storage(ethereum::Header at, Address contract, std::vector<Hash> slots);

    // There is no proof of these two: what a node says is to be compared with what others say.

    /// Whether there is a contract, as of that block.
    base::Task<Answer<bool>> has_code(ethereum::Header at, Address account);
    /// What the contract returns to that data, as of that block, to a call of nobody's with two million gas; nothing
    /// when it reverts, runs out of gas, or returns more than 4096 bytes.
    base::Task<Answer<std::optional<std::string>>> call_contract(ethereum::Header at, Address contract,
                                                                 std::string data);

    /// What was asked since the last call of this, answered or not.
    struct Usage {
        std::int64_t calls = 0;
        std::int64_t compute_units = 0;
    };
    Usage take_usage() { return std::exchange(usage_, {}); }

    /// It does not give these, whatever is asked: for a while it is not asked.
    void lacks(std::string_view method);
    bool has(std::string_view method) const;

    CallRate& rate() { return rate_; }
    const CallRate& rate() const { return rate_; }
    /// How many blocks it answers at a time, as whoever asks for logs has learned; empty before.
    std::optional<RequestRange> range;
    /// As it was before this worker started.
    std::optional<std::int64_t> range_before;

    /// The contract's logs whose first topic is one of `topics`, in the order of the chain, each once: as claimed.
    base::Task<Answer<std::vector<Log>>> logs(Address contract, std::vector<Hash> topics, std::int64_t first,
                                              std::int64_t last);
    /// How they are asked for, as an Exchange has it.
    static std::string question_of_logs(Address contract, std::vector<Hash> topics, std::int64_t first,
                                        std::int64_t last);

  private:
    struct Reply {
        base::Json json;
        Exchange exchange;
        /// Of the body.
        std::size_t bytes = 0;
        base::JsonView result() const { return json["result"]; }
    };
    /// An error throws, except that of a contract that reverts when that is `reverts`: then there is no result.
    enum class Errors : unsigned char { all, but_reverts };
    base::Task<Reply> call(std::string method, std::string parameters, Errors throwing = Errors::all,
                           std::size_t most_bytes = usual_answer);
    base::Task<Reply> block(std::string method, std::string parameters, std::size_t most_bytes = usual_answer);
    base::Task<Answer<ethereum::BlockLogs>> receipts_one_by_one(ethereum::Header of);

    // A full answer of eth_getLogs; providers cut theirs at 10,000 logs or 10 MB.
    static constexpr std::size_t usual_answer = std::size_t{16} * 1024 * 1024;

    io::HttpClient& http_;
    const std::string url_;
    const std::chrono::milliseconds timeout_;
    const ethereum::HeaderForms& forms_;
    std::int64_t next_id_ = 1;
    Usage usage_;
    CallRate rate_;
    /// Methods that it does not have, and since when it was not asked for them.
    std::map<std::string, CallRate::Time, std::less<>> missing_;
};

}  // namespace gracy::staking
