// The JSON-RPC client against answers that a node gives, and against those that it must not give.
#include "staking/crowd/rpc.hpp"
#include "ethereum_vectors.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "staking/reconciling/abi.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <functional>
#include <optional>

using gracy::base::Json;
using gracy::base::Task;
using gracy::io::HttpError;
using gracy::io::HttpFailure;
using gracy::io::HttpRequest;
using gracy::io::HttpResponse;
using gracy::io::ManualReactor;
using gracy::io::Pump;
using gracy::staking::Address;
using gracy::staking::EventForms;
using gracy::staking::Log;
using gracy::staking::parse_quantity;
using gracy::staking::Rpc;
using gracy::staking::RpcError;
using gracy::staking::RpcFailure;
using namespace std::chrono_literals;

namespace {

/// Answers what the test says, once it is asked.
class ScriptedClient final : public gracy::io::HttpClient {
  public:
    std::function<HttpResponse(const HttpRequest&)> answer;
    std::optional<HttpRequest> last;

    Task<HttpResponse> send(HttpRequest request) override {
        last = request;
        co_return answer(request);
    }
};

template <class T>
Task<void> store(Task<T> task, std::optional<T>& result) {
    result = co_await std::move(task);
}

struct World {
    ManualReactor reactor;
    ScriptedClient client;
    gracy::staking::ethereum::HeaderForms forms;
    Rpc rpc{client, "https://rpc.example.com/v2/s3cret", 5s, forms};

    template <class T>
    T run(Task<T> task) {
        std::optional<T> result;
        std::exception_ptr failure;
        Pump pump(reactor, store(std::move(task), result), [&](std::exception_ptr exception) { failure = exception; });
        pump.start();
        reactor.turn();
        if (failure) {
            std::rethrow_exception(failure);
        }
        return std::move(result.value());
    }

    /// Every call is answered with this result and the right id.
    void result(std::string json) {
        client.answer = [json](const HttpRequest& request) {
            const auto id = Json::parse(request.body)["id"].integer().value();
            return HttpResponse{200, {}, fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, json)};
        };
    }
    void body(int status, std::string text) {
        client.answer = [status, text](const HttpRequest&) { return HttpResponse{status, {}, text}; };
    }
    RpcError failure() { return EXPECT_THROW(RpcError, run(rpc.block_number())); }
};

constexpr const char* contract = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512";
const Address address = gracy::staking::parse_hex<20>(contract).value();

std::string hash(int number) {
    return fmt::format("0x{:064x}", number);
}

struct LogJson {
    std::string address = contract;
    std::string topic = "0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6";
    std::string data = "0x" + std::string(128, '0');
    std::string block = "0x10";
    std::string index = "0x0";
    std::string removed = "false";
    std::string more;

    std::string text() const {
        return fmt::format(R"({{"address":"{}","topics":["{}","{}"],"data":"{}","blockNumber":"{}","blockHash":"{}",)"
                           R"("transactionHash":"{}","transactionIndex":"0x0","logIndex":"{}","removed":{}{}}})",
                           address, topic, hash(7), data, block, hash(1), hash(2), index, removed, more);
    }
};

std::vector<Log> logs(World& world, const std::string& json) {
    world.result(json);
    const auto topics = EventForms::of_gracy_staking().topics();
    return world.run(world.rpc.logs(address, {topics.begin(), topics.end()}, 16, 32)).value.value();
}

RpcFailure logs_failure(const std::string& json) {
    World world;
    return EXPECT_THROW(RpcError, logs(world, json)).failure();
}

}  // namespace

TEST(a_quantity_has_one_spelling) {
    EXPECT_EQ(parse_quantity("0x0").value(), 0);
    EXPECT_EQ(parse_quantity("0x41").value(), 65);
    EXPECT_EQ(parse_quantity("0x7fffffffffffffff").value(), INT64_MAX);
    for (const char* text : {"", "0x", "41", "0x041", "0x00", "0x-1", "0x+1", "-0x1", "0x 1", "0xfg",
                             "0x8000000000000000", "0x10000000000000000"}) {
        EXPECT(!parse_quantity(text));
    }
}

TEST(a_call_is_a_post_of_one_json_rpc_request) {
    World world;
    world.result("\"0x1b4\"");
    EXPECT_EQ(world.run(world.rpc.block_number()), 436);
    EXPECT_EQ(world.client.last->method, std::string("POST"));
    EXPECT_EQ(world.client.last->url, std::string("https://rpc.example.com/v2/s3cret"));
    EXPECT_EQ(world.client.last->body,
              std::string(R"({"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]})"));
    EXPECT_EQ(world.client.last->redirects, 0u);
    world.run(world.rpc.chain_id());
    EXPECT_EQ(world.client.last->body, std::string(R"({"jsonrpc":"2.0","id":2,"method":"eth_chainId","params":[]})"));
}

TEST(a_header_is_believed_when_it_has_its_hash_and_goes_with_its_evidence) {
    World world;
    const auto vectors = gracy::test::ethereum_vectors("anvil_prague");
    const auto block = vectors["blocks"][1]["block"];
    world.result(block.dump());
    const auto answer = world.run(world.rpc.header(2));
    EXPECT_EQ(answer.value->number, 2);
    EXPECT_EQ(gracy::staking::to_hex_text(answer.value->hash), std::string(block["hash"].string().value()));
    EXPECT_EQ(answer.exchange.request, std::string(R"(eth_getBlockByNumber ["0x2",false])"));
    const auto body = fmt::format(R"({{"jsonrpc":"2.0","id":1,"result":{}}})", block.dump());
    EXPECT(answer.exchange.response == gracy::base::sha256(gracy::base::bytes_of(body)));
    world.run(world.rpc.header(answer.value->hash));
    EXPECT_EQ(world.client.last->body,
              fmt::format(R"({{"jsonrpc":"2.0","id":2,"method":"eth_getBlockByHash","params":["{}",false]}})",
                          block["hash"].string().value()));
    world.result("null");
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.header(2))).failure(), RpcFailure::unknown);
    world.result("[]");
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.header(2))).failure(), RpcFailure::malformed);
}

TEST(another_block_than_the_one_asked_for_is_a_lie) {
    using gracy::staking::ethereum::Doubt;
    World world;
    const auto vectors = gracy::test::ethereum_vectors("anvil_prague");
    world.result(vectors["blocks"][1]["block"].dump());
    EXPECT(world.run(world.rpc.header(3)).value.error().doubt == Doubt::contradicted);
    EXPECT(world.run(world.rpc.header(gracy::staking::Hash())).value.error().doubt == Doubt::contradicted);
    world.result(R"({"number":"0x10"})");
    EXPECT(world.run(world.rpc.header(16)).value.error().doubt == Doubt::malformed);
}

TEST(the_finalized_height_is_taken_by_its_word) {
    World world;
    world.result(R"({"number":"0x10"})");
    EXPECT_EQ(world.run(world.rpc.finalized()), 16);
    world.result("null");
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.finalized())).failure(), RpcFailure::unknown);
}

TEST(the_first_block_is_taken_by_its_word_if_it_is_the_first) {
    World world;
    world.result(fmt::format(R"({{"number":"0x0","hash":"{}"}})", hash(7)));
    EXPECT_EQ(gracy::staking::to_hex_text(world.run(world.rpc.genesis())), hash(7));
    EXPECT(world.client.last->body.find(R"("params":["0x0",false])") != std::string::npos);
    for (const std::string& other : {fmt::format(R"({{"number":"0x1","hash":"{}"}})", hash(7)),
                                     std::string(R"({"number":"0x0","hash":"0x07"})"), std::string(R"({})")}) {
        world.result(other);
        EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.genesis())).failure(), RpcFailure::malformed);
    }
    world.result("null");
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.genesis())).failure(), RpcFailure::unknown);
}

TEST(logs_are_asked_for_by_range_contract_and_topics_and_come_in_the_chains_order) {
    World world;
    LogJson later;
    later.block = "0x20";
    LogJson second;
    second.index = "0xa";
    const std::vector<Log> found = logs(world, "[" + later.text() + "," + second.text() + "," + LogJson().text() + "]");
    EXPECT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].block_number, 16u);
    EXPECT_EQ(found[0].log_index, 0u);
    EXPECT_EQ(found[1].log_index, 10u);
    EXPECT_EQ(found[2].block_number, 32u);
    EXPECT_EQ(found[0].topics.size(), 2u);
    EXPECT_EQ(found[0].data.size(), 64u);
    EXPECT_EQ(gracy::staking::to_hex_text(*found[0].block_hash), hash(1));
    const auto asked = Json::parse(world.client.last->body);
    const auto filter = asked["params"][std::size_t{0}];
    EXPECT_EQ(filter["fromBlock"].string().value(), std::string_view("0x10"));
    EXPECT_EQ(filter["toBlock"].string().value(), std::string_view("0x20"));
    EXPECT_EQ(filter["address"].string().value(), std::string_view(contract));
    EXPECT_EQ(filter["topics"].size(), 1u);
    EXPECT_EQ(filter["topics"][std::size_t{0}].size(), 3u);
}

TEST(logs_are_asked_for_as_the_evidence_says_later) {
    World world;
    world.result("[]");
    const auto answer = world.run(world.rpc.logs(Address(), {gracy::staking::Hash()}, 16, 31));
    EXPECT_EQ(answer.exchange.request, Rpc::question_of_logs(Address(), {gracy::staking::Hash()}, 16, 31));
}

TEST(logs_that_were_not_asked_for_are_refused) {
    const auto refused = [](auto change) {
        LogJson log;
        change(log);
        return logs_failure("[" + log.text() + "]") == RpcFailure::malformed;
    };
    EXPECT(refused([](LogJson& log) { log.address = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0513"; }));
    EXPECT(refused([](LogJson& log) { log.topic = hash(3); }));
    EXPECT(refused([](LogJson& log) { log.block = "0xf"; }));
    EXPECT(refused([](LogJson& log) { log.block = "0x21"; }));
    EXPECT(refused([](LogJson& log) { log.removed = "true"; }));
    EXPECT(refused([](LogJson& log) { log.removed = "\"false\""; }));
    EXPECT(refused([](LogJson& log) { log.index = "0x00"; }));
    EXPECT(refused([](LogJson& log) { log.index = "0"; }));
    EXPECT(refused([](LogJson& log) { log.data = "0x0"; }));
    EXPECT(refused([](LogJson& log) { log.data = "0x" + std::string(10'000, '0'); }));
    EXPECT(refused([](LogJson& log) { log.topic = "0x5af4"; }));
    EXPECT(refused([](LogJson& log) { log.address = "0xe7f1725e7734ce288f8367e1bb143e90bb3f051200"; }));
}

TEST(what_is_no_list_of_logs_is_refused) {
    EXPECT_EQ(logs_failure("{}"), RpcFailure::malformed);
    EXPECT_EQ(logs_failure("null"), RpcFailure::malformed);
    EXPECT_EQ(logs_failure("[1]"), RpcFailure::malformed);
    EXPECT_EQ(logs_failure("[{}]"), RpcFailure::malformed);
}

TEST(an_error_is_a_refusal_or_a_request_for_patience) {
    World world;
    world.body(200, R"({"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"block range\ntoo large"}})");
    const RpcError refused = world.failure();
    EXPECT_EQ(refused.failure(), RpcFailure::refused);
    EXPECT_EQ(std::string(refused.what()), std::string("eth_blockNumber: error -32602: block range too large"));
    world.body(400, R"({"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"x"}})");
    EXPECT_EQ(world.failure().failure(), RpcFailure::refused);
    world.body(200, R"({"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit exceeded"}})");
    EXPECT_EQ(world.failure().failure(), RpcFailure::busy);
    world.body(200,
               R"({"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"query returned more than 10 results"}})");
    EXPECT_EQ(world.failure().failure(), RpcFailure::refused);
    world.body(429, R"({"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"slow down"}})");
    EXPECT_EQ(world.failure().failure(), RpcFailure::busy);
    world.body(429, "slow down");
    EXPECT_EQ(world.failure().failure(), RpcFailure::busy);
    world.body(502, "<html>");
    EXPECT_EQ(world.failure().failure(), RpcFailure::unreachable);
    world.body(302, "");
    EXPECT_EQ(world.failure().failure(), RpcFailure::unreachable);
}

TEST(who_wants_a_key_or_money_serves_nobody_however_it_says_so) {
    World world;
    for (const int status : {401, 402, 403}) {
        world.body(status, R"({"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"your key has expired"}})");
        const RpcError error = world.failure();
        EXPECT_EQ(error.failure(), RpcFailure::unreachable);
        EXPECT(std::string(error.what()).find("your key has expired") != std::string::npos);
        world.body(status, "no");
        EXPECT_EQ(world.failure().failure(), RpcFailure::unreachable);
    }
}

TEST(an_answer_may_be_as_large_as_the_gas_of_its_block_allows) {
    World world;
    gracy::staking::ethereum::Header header;
    world.result("null");
    const auto most = [&](std::int64_t gas) {
        header.gas_used = gas;
        EXPECT_THROW(RpcError, world.run(world.rpc.receipts(header)));
        return world.client.last->max_response_bytes;
    };
    EXPECT_EQ(most(0), std::size_t{16} << 20);
    // 46,000 logs without topics and data.
    EXPECT(most(17'500'000) > 46'000u * 400 + (std::size_t{16} << 20));
    EXPECT_EQ(most(INT64_MAX), std::size_t{48} << 20);
}

TEST(receipts_that_are_too_large_for_one_answer_are_had_one_by_one_and_have_the_same_root) {
    const auto vectors = gracy::test::ethereum_vectors("anvil_prague");
    const auto vector = vectors["blocks"][1];
    World world;
    world.result(vector["block"].dump());
    const auto header = world.run(world.rpc.header(2)).value.value();
    std::string left_out;
    world.client.answer = [&](const HttpRequest& request) {
        const auto question = Json::parse(request.body);
        const auto method = question["method"].string().value();
        if (method == "eth_getBlockReceipts") {
            throw HttpError(HttpFailure::too_large, true, "too large");
        }
        std::string result = vector["block"].dump();
        if (method == "eth_getTransactionReceipt") {
            const auto wanted = question["params"][std::size_t{0}].string().value();
            for (const auto receipt : vector["receipts"].elements()) {
                if (receipt["transactionHash"].string() == wanted) {
                    result = wanted == left_out ? "null" : receipt.dump();
                }
            }
        } else {
            std::string hashes;
            for (const auto transaction : vector["block"]["transactions"].elements()) {
                const auto text = transaction.string() ? *transaction.string() : *transaction["hash"].string();
                hashes += fmt::format(R"({}"{}")", hashes.empty() ? "" : ",", text);
            }
            result = fmt::format(R"({{"transactions":[{}]}})", hashes);
        }
        return HttpResponse{
            200,
            {},
            fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", question["id"].integer().value(), result)};
    };
    const auto one_by_one = world.run(world.rpc.receipts(header));
    EXPECT(one_by_one.value.has_value());
    const auto whole = gracy::staking::ethereum::verify_receipts(vector["receipts"], header);
    EXPECT_EQ(one_by_one.value->logs.size(), whole->logs.size());
    EXPECT(one_by_one.value->transaction_indexes == whole->transaction_indexes);
    EXPECT(one_by_one.exchange.request.starts_with("eth_getTransactionReceipt of each transaction of block 0x"));
    left_out = vector["receipts"][std::size_t{0}]["transactionHash"].string().value();
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.receipts(header))).failure(), RpcFailure::unknown);
}

TEST(more_transactions_or_bytes_than_a_blocks_gas_pays_for_are_not_read_one_by_one) {
    World world;
    gracy::staking::ethereum::Header header;
    header.gas_used = 21'000;
    int receipts = 0;
    std::size_t transactions = 0;
    std::size_t bytes = 0;
    world.client.answer = [&](const HttpRequest& request) {
        const auto question = Json::parse(request.body);
        const auto method = question["method"].string().value();
        if (method == "eth_getBlockReceipts") {
            throw HttpError(HttpFailure::too_large, true, "too large");
        }
        std::string result;
        if (method == "eth_getTransactionReceipt") {
            ++receipts;
            result = fmt::format(
                R"({{"blockHash":"{}","transactionHash":"0x{:064x}","status":"0x1","cumulativeGasUsed":"0x1","logs":[],"more":"{}"}})",
                gracy::staking::to_hex_text(header.hash), receipts, std::string(bytes, 'x'));
        } else {
            for (std::size_t i = 0; i < transactions; ++i) {
                result += fmt::format(R"({}"0x{:064x}")", i == 0 ? "" : ",", i);
            }
            result = fmt::format(R"({{"transactions":[{}]}})", result);
        }
        return HttpResponse{
            200,
            {},
            fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", question["id"].integer().value(), result)};
    };
    transactions = 69;
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.receipts(header))).failure(), RpcFailure::refused);
    EXPECT_EQ(receipts, 0);
    transactions = 68;
    bytes = std::size_t{5} << 20;
    EXPECT_EQ(EXPECT_THROW(RpcError, world.run(world.rpc.receipts(header))).failure(), RpcFailure::refused);
    EXPECT_EQ(receipts, 4);
}

TEST(who_has_not_seen_a_block_yet_or_has_it_no_more_is_not_asked_for_fewer) {
    World world;
    for (const char* error :
         {R"({"code":-32602,"message":"block range extends beyond current head block: requested 9, head 7"})",
          R"({"code":-32602,"message":"invalid block range params"})", R"({"code":-32000,"message":"Block not found"})",
          R"({"code":4444,"message":"pruned history unavailable"})"}) {
        world.body(200, fmt::format(R"({{"jsonrpc":"2.0","id":1,"error":{}}})", error));
        EXPECT_EQ(world.failure().failure(), RpcFailure::unknown);
    }
}

TEST(a_busy_provider_may_say_when_to_come_again) {
    World world;
    for (const auto& [header, expected] :
         {std::pair("7", std::optional(7s)), std::pair("Fri, 31 Dec 1999 23:59:59 GMT", std::optional(0s)),
          std::pair("Sat, 01 Jan 2000 00:02:00 GMT", std::optional(120s)),
          std::pair("100000", std::optional<std::chrono::seconds>()),
          std::pair("-1", std::optional<std::chrono::seconds>())}) {
        world.client.answer = [header](const HttpRequest&) {
            return HttpResponse{.status = 429,
                                .headers = {{"retry-after", header}, {"date", "Sat, 01 Jan 2000 00:00:00 GMT"}},
                                .body = ""};
        };
        EXPECT(world.failure().retry_after() == expected);
    }
}

TEST(a_method_that_a_provider_does_not_have_is_not_asked_for_again) {
    World world;
    world.body(200, R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no such method"}})");
    EXPECT_EQ(world.failure().failure(), RpcFailure::refused);
    world.client.last.reset();
    EXPECT_EQ(world.failure().failure(), RpcFailure::refused);
    EXPECT(!world.client.last);
    const auto usage = world.rpc.take_usage();
    EXPECT_EQ(usage.calls, 1);
    EXPECT_EQ(usage.compute_units, 10);
}

TEST(an_answer_that_is_none_is_refused) {
    for (const char* text :
         {"", "<html>", "[]", "{}", R"({"jsonrpc":"2.0","id":1})", R"({"jsonrpc":"2.0","id":99,"result":"0x1"})",
          R"({"jsonrpc":"2.0","id":"1","result":"0x1"})", R"({"jsonrpc":"2.0","result":"0x1"})",
          R"({"jsonrpc":"2.0","id":1,"result":"0x1","result":"0x2"})"}) {
        World world;
        world.body(200, text);
        EXPECT_EQ(world.failure().failure(), RpcFailure::malformed);
    }
}

TEST(a_deeply_nested_answer_is_refused_before_it_is_parsed) {
    World world;
    world.body(200, std::string(100'000, '[') + std::string(100'000, ']'));
    EXPECT_EQ(world.failure().failure(), RpcFailure::malformed);
}

TEST(transport_failures_never_tell_the_url) {
    World world;
    world.client.answer = [](const HttpRequest&) -> HttpResponse {
        throw HttpError(HttpFailure::timeout, true, "timed out");
    };
    const RpcError error = world.failure();
    EXPECT_EQ(error.failure(), RpcFailure::timed_out);
    EXPECT_EQ(std::string(error.what()), std::string("eth_blockNumber: timed out"));
    world.client.answer = [](const HttpRequest&) -> HttpResponse {
        throw HttpError(HttpFailure::too_large, true, "too large");
    };
    EXPECT_EQ(world.failure().failure(), RpcFailure::refused);
    world.client.answer = [](const HttpRequest&) -> HttpResponse { throw HttpError(HttpFailure::tls, false, "no"); };
    EXPECT_EQ(world.failure().failure(), RpcFailure::unreachable);
}
