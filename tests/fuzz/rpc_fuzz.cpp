// What a JSON-RPC provider may answer: the first byte chooses the call, the rest is its result, or the whole body.
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "staking/crowd/rpc.hpp"
#include "staking/reconciling/abi.hpp"

#include <fmt/format.h>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace gracy;

namespace {

class Answering final : public io::HttpClient {
  public:
    std::string body;
    base::Task<io::HttpResponse> send(io::HttpRequest) override {
        io::HttpResponse response;
        response.status = 200;
        response.body = body;
        co_return response;
    }
};

base::Task<void> ask(staking::Rpc& rpc, unsigned call) {
    constexpr std::int64_t first = 16;
    constexpr std::int64_t last = 32;
    const auto topics = staking::EventForms::of_gracy_staking().topics();
    switch (call) {
        case 0:
            co_await rpc.block_number();
            break;
        case 1:
            co_await rpc.header(first);
            break;
        default: {
            const auto logs = co_await rpc.logs({}, {topics.begin(), topics.end()}, first, last);
            for (const staking::Log& log : *logs.value) {
                // What came through is what was asked for, or nothing can be relied on.
                const auto number = static_cast<std::int64_t>(log.block_number);
                if (number < first || number > last || log.contract != staking::Address{} || !log.block_hash) {
                    std::abort();
                }
                try {
                    const auto event = staking::EventForms::of_gracy_staking().decode(log);
                    if (!event || event->amount.size() > 78) {
                        std::abort();
                    }
                } catch (const staking::AbiError&) {
                }
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const unsigned choice = data[0] % 4;
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    Answering client;
    client.body = choice == 3 ? text : fmt::format(R"({{"jsonrpc":"2.0","id":1,"result":{}}})", text);
    const staking::ethereum::HeaderForms forms;
    staking::Rpc rpc(client, "http://127.0.0.1/", std::chrono::seconds(1), forms);
    io::ManualReactor reactor;
    bool ended = false;
    io::Pump pump(reactor, ask(rpc, choice), [&](std::exception_ptr failure) {
        ended = true;
        try {
            if (failure) {
                std::rethrow_exception(failure);
            }
        } catch (const staking::RpcError&) {
            // The only way in which an answer may fail.
        }
    });
    pump.start();
    reactor.turn();
    if (!ended) {
        std::abort();
    }
    return 0;
}
