#include "slack/answers/stream_lease.hpp"
#include "slack/answers/answer_streamer.hpp"

#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using Fate = StreamCall::Fate;

namespace {

Fate fate(ApiOutcome outcome, int status, std::string error = {}) {
    ApiResult result;
    result.outcome = outcome;
    result.status = status;
    result.error = std::move(error);
    return fate_of(result);
}

}  // namespace

TEST(call_of_a_stream_is_made_again_only_when_slack_cannot_have_heard_it) {
    EXPECT(fate(ApiOutcome::ok, 200) == Fate::done);
    EXPECT(fate(ApiOutcome::limited, 429, "ratelimited") == Fate::later);
    EXPECT(fate(ApiOutcome::retry, 0, "refused") == Fate::later);
    EXPECT(fate(ApiOutcome::retry, 500, "http_500") == Fate::unknown);
    EXPECT(fate(ApiOutcome::uncertain, 0, "timeout") == Fate::unknown);
    EXPECT(fate(ApiOutcome::defect, 200, "stopped_by_user") == Fate::stopped);
    EXPECT(fate(ApiOutcome::defect, 200, "message_not_in_streaming_state") == Fate::closed);
    EXPECT(fate(ApiOutcome::defect, 200, "unknown_method") == Fate::refused);
    EXPECT(fate(ApiOutcome::reinstall, 200, "missing_scope") == Fate::refused);
}

TEST(streams_of_a_thread_are_those_that_have_not_ended) {
    const base::Json replies = base::Json::parse(
        R"({"messages":[{"ts":"1.1","text":"?"},{"ts":"1.2","app_id":"A1","streaming_state":"completed"},)"
        R"({"ts":"1.3","app_id":"A1","streaming_state":"in_progress"},{"ts":"1.4","app_id":"A2","streaming_state":"errored"},)"
        R"({"ts":5,"app_id":"A1","streaming_state":"in_progress"},{"ts":"1.6","streaming_state":"in_progress"},7]})");
    const ThreadStreams streams = streams_in(replies.view());
    EXPECT(streams.ts == std::vector<std::string>({"1.3", "1.4"}));
    EXPECT(streams.app_ids == std::vector<std::string>({"A1", "A2"}));
    EXPECT(streams_in(base::Json::parse("[]").view()).ts.empty());
}
