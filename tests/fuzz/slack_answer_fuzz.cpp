// What comes back from Slack's Web API: whatever it is, it has an outcome.
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "slack/answers/answer_streamer.hpp"
#include "slack/sending/outbox.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

namespace {

class OneAnswer final : public io::HttpClient {
  public:
    base::Task<io::HttpResponse> send(io::HttpRequest) override { co_return answer; }
    io::HttpResponse answer;
};

base::Task<void> call(slack::WebApi& api, slack::ApiResult& result) {
    result = co_await api.call("chat.postMessage", "t", "{}", std::chrono::seconds(1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    OneAnswer http;
    constexpr int statuses[] = {200, 429, 500, 404};
    http.answer.status = statuses[data[0] % 4];
    http.answer.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    http.answer.headers = {{"retry-after", http.answer.body.substr(0, 12)}};
    io::ManualReactor reactor;
    slack::WebApi api(http, "https://slack.example/api");
    slack::ApiResult result;
    bool done = false;
    io::Pump pump(reactor, call(api, result), [&](const std::exception_ptr& failure) {
        done = true;
        if (failure) {
            std::abort();
        }
    });
    pump.start();
    reactor.run_until([&] { return done; });
    if ((result.outcome == slack::ApiOutcome::ok) != result.error.empty()) {
        std::abort();
    }
    slack::OutgoingMessage message;
    message.team_space_id = 1;
    message.id = 7;
    static_cast<void>(slack::find_sent(result.body.view(), message));
    const slack::ThreadStreams streams = slack::streams_in(result.body.view());
    if (streams.ts.size() != streams.app_ids.size()) {
        std::abort();
    }
    return 0;
}
