#include "staking/crowd/rpc.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "http/retry_after.hpp"
#include "staking/crowd/compute_units.hpp"
#include "staking/ethereum/transaction.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace gracy::staking {
namespace {

using base::JsonView;

// What anybody may put into a block costs gas: the most for the least is a log without topics and data, some 400 bytes
// of JSON for 375 (EIP-150). As read JSON it takes five times as much, so there is an end all the same.
constexpr std::int64_t bytes_of_gas = 2;
constexpr std::size_t least_answer = std::size_t{16} * 1024 * 1024;
constexpr std::size_t largest_answer = std::size_t{48} * 1024 * 1024;
// Of the answers about one block together, each of which is read and let go.
constexpr std::size_t largest_answers = 4 * largest_answer;
constexpr std::string_view logs_method = "eth_getLogs";
constexpr int max_depth = 12;
constexpr std::size_t max_logs = 20'000;
constexpr std::size_t max_topics = 4;
constexpr std::size_t max_data = 4096;
constexpr std::size_t max_message = 200;
constexpr std::chrono::seconds longest_retry_after{86'400};
constexpr std::int64_t method_not_found = -32601;
constexpr std::int64_t limit_exceeded = -32005;  // EIP-1474
constexpr std::int64_t execution_reverted = 3;   // execution-apis, eth_call
// Some nodes give another code, and only say so.
constexpr std::array<std::string_view, 3> words_of_reverts = {"revert", "invalid opcode", "out of gas"};
// Nodes differ in who calls and with how much gas when a call does not say. Some hundred owners of a multisig need
// less.
constexpr std::string_view caller_of_contracts = "0x0000000000000000000000000000000000000000";
constexpr std::string_view gas_of_calls = "0x1e8480";
constexpr std::size_t max_code = std::size_t{256} * 1024;
constexpr std::array<std::string_view, 4> words_of_size = {"results", "range", "logs", "blocks"};
constexpr std::array<std::string_view, 4> words_of_length = {"response size", "response too", "response is too",
                                                             "size exceed"};
// Of a node that has not seen a block yet, or has it no more (execution-apis, eth_getLogs; EIP-4444). A smaller range
// would not help: geth and those after it, nodes behind an old one, nodes that have pruned.
constexpr std::array<std::string_view, 7> words_of_absence = {"beyond current head",
                                                              "beyond the latest block",
                                                              "invalid block range params",
                                                              "header not found",
                                                              "block not found",
                                                              "unknown block",
                                                              "pruned"};
constexpr std::chrono::hours missing_for{1};

[[noreturn]] void malformed(std::string_view method, std::string_view why) {
    throw RpcError(RpcFailure::malformed, fmt::format("{}: {}", method, why));
}

RpcFailure failure_of(io::HttpFailure failure) {
    switch (failure) {
        case io::HttpFailure::too_large:
            return RpcFailure::refused;  // by us; a smaller question has a smaller answer
        case io::HttpFailure::timeout:
            return RpcFailure::timed_out;
        default:
            return RpcFailure::unreachable;
    }
}

/// In whichever case.
bool says_any(std::string_view message, std::span<const std::string_view> words) {
    const std::string lower = base::ascii::lower(message);
    return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// Of an answer that is an error.
RpcFailure failure_of(const io::HttpResponse& response, std::int64_t code, std::string_view message) {
    // Whoever wants another key, or money, says so whatever is asked.
    if (response.status == 401 || response.status == 402 || response.status == 403) {
        return RpcFailure::unreachable;
    }
    // Too many requests comes under several names; all of them mean later, not smaller. One of them also means that an
    // answer would hold too much.
    if (response.status == 429 || code == 429 || (code == limit_exceeded && !says_any(message, words_of_size))) {
        return RpcFailure::busy;
    }
    if (response.status != 200 && (code == 0 || response.status >= 500)) {
        return RpcFailure::unreachable;
    }
    return says_any(message, words_of_absence) ? RpcFailure::unknown : RpcFailure::refused;
}

bool is_revert(std::int64_t code, std::string_view message) {
    return code == execution_reverted || says_any(message, words_of_reverts);
}

/// No more than a day.
std::optional<std::chrono::seconds> retry_after(const io::HttpResponse& response) {
    const auto seconds = http::retry_after(response.header("retry-after"), response.header("date"));
    return seconds && *seconds <= longest_retry_after ? seconds : std::nullopt;
}

/// The provider's words, shortened, on one line.
std::string quoted(std::string_view text) {
    std::string line(base::beginning_of(text, max_message));
    std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return line;
}

std::int64_t quantity(JsonView value, std::string_view method, std::string_view what) {
    const auto text = value.string();
    const auto number = text ? parse_quantity(*text) : std::nullopt;
    if (!number) {
        malformed(method, fmt::format("{} is no quantity", what));
    }
    return *number;
}

template <std::size_t size>
std::array<std::byte, size> data(JsonView value, std::string_view method, std::string_view what) {
    const auto text = value.string();
    const auto bytes = text ? parse_hex<size>(*text) : std::nullopt;
    if (!bytes) {
        malformed(method, fmt::format("{} is not {} bytes", what, size));
    }
    return *bytes;
}

Log read_log(JsonView value) {
    constexpr std::string_view method = logs_method;
    if (!value.is_object()) {
        malformed(method, "a log is no object");
    }
    if (const JsonView removed = value["removed"]; removed && removed.boolean() != false) {
        malformed(method, "a log of the canonical chain is marked as removed");
    }
    Log log;
    log.contract = data<20>(value["address"], method, "a log's address");
    const JsonView topics = value["topics"];
    if (!topics.is_array() || topics.size() > max_topics) {
        malformed(method, "a log's topics are no list of at most four");
    }
    for (const JsonView topic : topics.elements()) {
        log.topics.push_back(data<32>(topic, method, "a topic"));
    }
    const auto text = value["data"].string();
    auto bytes = text ? parse_hex_data(*text, max_data) : std::nullopt;
    if (!bytes) {
        malformed(method, "a log's data is not hexadecimal, or too long");
    }
    log.data = std::move(*bytes);
    log.transaction_hash = data<32>(value["transactionHash"], method, "a log's transactionHash");
    log.log_index = static_cast<std::uint64_t>(quantity(value["logIndex"], method, "a log's logIndex"));
    log.block_number = static_cast<std::uint64_t>(quantity(value["blockNumber"], method, "a log's blockNumber"));
    log.block_hash = data<32>(value["blockHash"], method, "a log's blockHash");
    return log;
}

/// Of what a block holds, in no more bytes than `most`.
std::size_t most_bytes_of(const ethereum::Header& block, std::size_t most = largest_answer) {
    const auto most_gas = static_cast<std::int64_t>(most - least_answer) / bytes_of_gas;
    return least_answer + static_cast<std::size_t>(std::min(block.gas_used, most_gas) * bytes_of_gas);
}

/// Each takes 21,000 gas at least, and 4,500 where EIP-2780 comes, but for those that nobody has signed.
std::size_t most_transactions_of(const ethereum::Header& block) {
    constexpr std::int64_t least_gas = 4'500;
    constexpr std::size_t unsigned_ones = 64;
    return static_cast<std::size_t>(std::max<std::int64_t>(block.gas_used, 0) / least_gas) + unsigned_ones;
}

std::string logs_filter(Address contract, const std::vector<Hash>& topics, std::int64_t first, std::int64_t last) {
    std::string wanted;
    for (const Hash& topic : topics) {
        wanted += fmt::format(R"({}"{}")", wanted.empty() ? "" : ",", to_hex_text(topic));
    }
    return fmt::format(R"([{{"fromBlock":"{}","toBlock":"{}","address":"{}","topics":[[{}]]}}])", to_quantity(first),
                       to_quantity(last), to_hex_text(contract), wanted);
}

/// "method [parameters]"
std::string question(std::string_view method, std::string_view parameters) {
    return fmt::format("{} {}", method, parameters);
}

auto place_of(const Log& log) {
    return std::tuple(log.block_number, log.log_index);
}

}  // namespace

void Rpc::lacks(std::string_view method) {
    missing_.insert_or_assign(std::string(method), std::chrono::steady_clock::now());
}

bool Rpc::has(std::string_view method) const {
    const auto missing = missing_.find(method);
    return missing == missing_.end() || std::chrono::steady_clock::now() - missing->second >= missing_for;
}

base::Task<Rpc::Reply> Rpc::call(std::string method, std::string parameters, Errors throwing, std::size_t most_bytes) {
    const auto now = std::chrono::steady_clock::now();
    if (!has(method)) {
        throw RpcError(RpcFailure::refused, fmt::format("{}: it does not have this method, or gives nothing", method));
    }
    rate_.called(now);
    const std::int64_t id = next_id_++;
    ++usage_.calls;
    usage_.compute_units += compute_units(method);
    Reply reply;
    reply.exchange.request = question(method, parameters);
    io::HttpRequest request;
    request.method = "POST";
    request.url = url_;
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    request.body = fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":"{}","params":{}}})", id, method, parameters);
    request.timeout = timeout_;
    request.connect_timeout = std::min(timeout_, std::chrono::milliseconds(3000));
    request.max_response_bytes = most_bytes;
    std::optional<io::HttpResponse> response;
    try {
        response = co_await http_.send(std::move(request));
    } catch (const io::HttpError& error) {
        throw RpcError(failure_of(error.failure()), fmt::format("{}: {}", method, error.what()), std::nullopt,
                       error.failure() == io::HttpFailure::too_large);
    }
    reply.exchange.response = base::sha256(base::bytes_of(response->body));
    reply.bytes = response->body.size();
    base::Json& answer = reply.json;
    try {
        answer = base::Json::parse(response->body, {.bytes = most_bytes, .depth = max_depth});
    } catch (const base::JsonError& error) {
        if (response->status != 200) {
            throw RpcError(failure_of(*response, 0, {}), fmt::format("{}: status {}", method, response->status),
                           retry_after(*response));
        }
        malformed(method, fmt::format("the answer is no JSON: {}", error.what()));
    }
    if (const JsonView error = answer["error"]; error && !error.is_null()) {
        const auto code = error["code"].integer().value_or(0);
        const std::string message = quoted(error["message"].string().value_or("without a message"));
        if (throwing == Errors::but_reverts && is_revert(code, message)) {
            co_return reply;
        }
        if (code == method_not_found) {
            lacks(method);
        }
        throw RpcError(failure_of(*response, code, message), fmt::format("{}: error {}: {}", method, code, message),
                       retry_after(*response), says_any(message, words_of_length));
    }
    if (response->status != 200) {
        throw RpcError(RpcFailure::unreachable, fmt::format("{}: status {}", method, response->status));
    }
    if (answer["id"].integer() != id) {
        malformed(method, "the answer is to another question");
    }
    if (!answer["result"]) {
        malformed(method, "the answer has neither result nor error");
    }
    co_return reply;
}

base::Task<std::int64_t> Rpc::chain_id() {
    const Reply reply = co_await call("eth_chainId", "[]");
    co_return quantity(reply.result(), "eth_chainId", "the result");
}

base::Task<Hash> Rpc::genesis() {
    const Reply reply = co_await block("eth_getBlockByNumber", R"(["0x0",false])");
    if (quantity(reply.result()["number"], "eth_getBlockByNumber", "number") != 0) {
        malformed("eth_getBlockByNumber", "another block was given than the first one");
    }
    co_return data<32>(reply.result()["hash"], "eth_getBlockByNumber", "hash");
}

base::Task<std::int64_t> Rpc::block_number() {
    const Reply reply = co_await call("eth_blockNumber", "[]");
    co_return quantity(reply.result(), "eth_blockNumber", "the result");
}

base::Task<std::int64_t> Rpc::finalized() {
    const Reply reply = co_await block("eth_getBlockByNumber", R"(["finalized",false])");
    co_return quantity(reply.result()["number"], "eth_getBlockByNumber", "number");
}

/// A block object; RpcFailure::unknown when there is none.
base::Task<Rpc::Reply> Rpc::block(std::string method, std::string parameters, std::size_t most_bytes) {
    Reply reply = co_await call(method, parameters, Errors::all, most_bytes);
    if (reply.result().is_null()) {
        throw RpcError(RpcFailure::unknown, fmt::format("{}: it does not know block {}", method, parameters));
    }
    if (!reply.result().is_object()) {
        malformed(method, "the result is no block");
    }
    co_return reply;
}

base::Task<Answer<ethereum::Header>> Rpc::header(std::int64_t number) {
    Reply reply = co_await block("eth_getBlockByNumber", fmt::format(R"(["{}",false])", to_quantity(number)));
    auto header = forms_.verify(reply.result());
    if (header && header->number != number) {
        header = ethereum::contradicted(fmt::format("block {} was asked for and {} was given", number, header->number));
    }
    co_return Answer<ethereum::Header>{std::move(header), std::move(reply.exchange)};
}

base::Task<Answer<ethereum::Header>> Rpc::header(Hash hash) {
    Reply reply = co_await block("eth_getBlockByHash", fmt::format(R"(["{}",false])", to_hex_text(hash)));
    auto header = forms_.verify(reply.result());
    if (header && header->hash != hash) {
        header = ethereum::contradicted("another block was given than the one whose hash was asked for");
    }
    co_return Answer<ethereum::Header>{std::move(header), std::move(reply.exchange)};
}

base::Task<Answer<ethereum::BlockLogs>> Rpc::receipts(ethereum::Header of) {
    try {
        Reply reply = co_await call("eth_getBlockReceipts", fmt::format(R"(["{}"])", to_hex_text(of.hash)), Errors::all,
                                    most_bytes_of(of));
        if (reply.result().is_null()) {
            throw RpcError(RpcFailure::unknown,
                           fmt::format("eth_getBlockReceipts: it has none of block {}", of.number));
        }
        co_return Answer<ethereum::BlockLogs>{ethereum::verify_receipts(reply.result(), of), std::move(reply.exchange)};
    } catch (const RpcError& error) {
        if (!error.is_too_large()) {
            throw;
        }
    }
    co_return co_await receipts_one_by_one(of);
}

/// The same root proves them, and so that all are there. Which transactions there are is as it says itself.
base::Task<Answer<ethereum::BlockLogs>> Rpc::receipts_one_by_one(ethereum::Header of) {
    constexpr std::string_view method = "eth_getTransactionReceipt";
    const std::string hash = to_hex_text(of.hash);
    std::vector<std::string> transactions;
    {
        const Reply reply =
            co_await block("eth_getBlockByHash", fmt::format(R"(["{}",false])", hash), most_bytes_of(of));
        const JsonView listed = reply.result()["transactions"];
        if (listed.size() > most_transactions_of(of)) {
            throw RpcError(RpcFailure::refused,
                           fmt::format("eth_getBlockByHash: {} transactions in block {}, which has used {} gas",
                                       listed.size(), of.number, of.gas_used));
        }
        for (const JsonView transaction : listed.elements()) {
            transactions.push_back(
                to_hex_text(data<32>(transaction, "eth_getBlockByHash", "the hash of a transaction")));
        }
    }
    Exchange exchange{.request = fmt::format("{} of each transaction of block {}", method, hash)};
    ethereum::ReceiptReading reading(of);
    // What is proven to be there needs no more; what is not, whoever answers would decide.
    std::size_t left = most_bytes_of(of, largest_answers);
    for (const std::string& transaction : transactions) {
        const Reply reply =
            co_await call(std::string(method), fmt::format(R"(["{}"])", transaction), Errors::all, most_bytes_of(of));
        // Whoever has seen a reorganisation meanwhile has it elsewhere.
        if (reply.result()["blockHash"].string() != hash) {
            throw RpcError(RpcFailure::unknown,
                           fmt::format("{}: it has none of {} in block {}", method, transaction, of.number));
        }
        if (reply.bytes > left) {
            throw RpcError(RpcFailure::refused,
                           fmt::format("{}: more bytes of block {} than its gas pays for", method, of.number));
        }
        left -= reply.bytes;
        std::array<base::Sha256, 2> digests{exchange.response, reply.exchange.response};
        exchange.response = base::sha256(std::as_bytes(std::span(digests)));
        if (auto refusal = reading.add(reply.result())) {
            co_return Answer<ethereum::BlockLogs>{std::unexpected(std::move(*refusal)), std::move(exchange)};
        }
    }
    co_return Answer<ethereum::BlockLogs>{reading.finish(), std::move(exchange)};
}

base::Task<Answer<std::vector<Hash>>> Rpc::transactions(ethereum::Header of) {
    Reply reply =
        co_await block("eth_getBlockByHash", fmt::format(R"(["{}",true])", to_hex_text(of.hash)), most_bytes_of(of));
    co_return Answer<std::vector<Hash>>{ethereum::verify_transactions(reply.result()["transactions"], of),
                                        std::move(reply.exchange)};
}

base::Task<Answer<ethereum::ProvenWords>> Rpc::storage(ethereum::Header at, Address contract, std::vector<Hash> slots) {
    std::string keys;
    for (const Hash& slot : slots) {
        keys += fmt::format(R"({}"{}")", keys.empty() ? "" : ",", to_hex_text(slot));
    }
    Reply reply = co_await call(
        "eth_getProof", fmt::format(R"(["{}",[{}],"{}"])", to_hex_text(contract), keys, to_quantity(at.number)));
    if (!reply.result().is_object()) {
        malformed("eth_getProof", "the result is no object");
    }
    co_return Answer<ethereum::ProvenWords>{ethereum::verify_storage(reply.result(), at.state_root, contract, slots),
                                            std::move(reply.exchange)};
}

base::Task<Answer<bool>> Rpc::has_code(ethereum::Header at, Address account) {
    constexpr std::string_view method = "eth_getCode";
    Reply reply =
        co_await call(std::string(method), fmt::format(R"(["{}","{}"])", to_hex_text(account), to_quantity(at.number)));
    const auto text = reply.result().string();
    const auto code = text ? parse_hex_data(*text, max_code) : std::nullopt;
    if (!code) {
        malformed(method, "the result is no code");
    }
    co_return Answer<bool>{!code->empty(), std::move(reply.exchange)};
}

base::Task<Answer<std::optional<std::string>>> Rpc::call_contract(ethereum::Header at, Address contract,
                                                                  std::string data) {
    constexpr std::string_view method = "eth_call";
    Reply reply = co_await call(
        std::string(method),
        fmt::format(R"([{{"from":"{}","to":"{}","gas":"{}","data":"{}"}},"{}"])", caller_of_contracts,
                    to_hex_text(contract), gas_of_calls, to_hex_text(base::bytes_of(data)), to_quantity(at.number)),
        Errors::but_reverts);
    std::optional<std::string> returned;
    if (reply.result()) {
        const auto text = reply.result().string();
        const bool is_too_long = text && text->starts_with("0x") && text->size() > 2 + 2 * max_data;
        returned = text && !is_too_long ? parse_hex_data(*text, max_data) : std::nullopt;
        if (!returned && !is_too_long) {
            malformed(method, "the result is not hexadecimal");
        }
    }
    co_return Answer<std::optional<std::string>>{std::move(returned), std::move(reply.exchange)};
}

std::string Rpc::question_of_logs(Address contract, std::vector<Hash> topics, std::int64_t first, std::int64_t last) {
    return question(logs_method, logs_filter(contract, topics, first, last));
}

base::Task<Answer<std::vector<Log>>> Rpc::logs(Address contract, std::vector<Hash> topics, std::int64_t first,
                                               std::int64_t last) {
    constexpr std::string_view method = logs_method;
    Reply reply = co_await call(std::string(method), logs_filter(contract, topics, first, last));
    const JsonView result = reply.result();
    if (!result.is_array()) {
        malformed(method, "the result is no list");
    }
    if (result.size() > max_logs) {
        throw RpcError(RpcFailure::refused, fmt::format("{}: {} logs in one answer", method, result.size()));
    }
    std::vector<Log> logs;
    logs.reserve(result.size());
    for (const JsonView value : result.elements()) {
        Log log = read_log(value);
        const auto number = static_cast<std::int64_t>(log.block_number);
        if (number < first || number > last) {
            malformed(method, fmt::format("blocks {} to {} were asked for, and a log of block {} was given", first,
                                          last, number));
        }
        if (log.contract != contract || log.topics.empty() ||
            std::ranges::find(topics, log.topics[0]) == topics.end()) {
            malformed(method, "a log was given that was not asked for");
        }
        logs.push_back(std::move(log));
    }
    std::ranges::sort(logs, {}, place_of);
    co_return Answer<std::vector<Log>>{std::move(logs), std::move(reply.exchange)};
}

}  // namespace gracy::staking
