// Answers in conversations with the bot, streamed: a plan that shows what is done, then the answer, once it was
// checked, in parts (docs.slack.dev/ai/developing-agents, "streaming").
//
// A stream has no key by which a second one would be refused, and nothing that was appended can be taken out again. So
// each call that must not come twice is written down before it is made; when nobody knows what came of it, a stream
// that may have begun is looked for in its thread, and one whose text may have grown is stopped and written anew,
// whole, by chat.update. That also is what becomes of one that Slack has closed, as it does after some minutes.
// Wherever there can be no stream, the answer is the one message that it would be in a channel.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "slack/answers/answer_message.hpp"
#include "slack/answers/stream_lease.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::slack {

/// What became of streams, in this process.
struct StreamCounts {
    /// Grew to their end.
    std::uint64_t streamed = 0;
    /// Were written anew.
    std::uint64_t rewritten = 0;
    /// Were stopped by their readers, while they grew.
    std::uint64_t stopped = 0;
    /// Never were, so that the answer was a message: because of Slack's limits; because Slack would not have one there;
    /// because nobody knows whether one was begun.
    std::uint64_t limited = 0;
    std::uint64_t refused = 0;
    std::uint64_t lost = 0;
};

/// Streams that stand in a thread (conversations.replies) and have not ended, in order.
struct ThreadStreams {
    std::vector<std::string> ts;
    std::vector<std::string> app_ids;
};
ThreadStreams streams_in(base::JsonView replies);

class AnswerStreamer {
  public:
    /// All must outlive this.
    AnswerStreamer(postgres::Database& database, WebApi& api, const TokenKeys& keys)
        : database_(database), api_(api), keys_(keys) {}

    /// Brings one stream as far as it goes now; true when there may be more. Several may run side by side.
    base::Task<bool> advance_one();

    const StreamCounts& counts() const { return counts_; }

  private:
    /// What came of the question; nothing while it is open.
    base::Task<std::optional<AssistantAnswer>> answer_of(const Stream& stream);
    base::Task<void> advance(StreamLease& lease);
    /// Either leaves a stream `open` or `alone`, or false: it rests.
    base::Task<bool> open(StreamLease& lease, const std::optional<AssistantAnswer>& answer);
    base::Task<bool> find(StreamLease& lease);
    base::Task<void> show_status(const Stream& stream);
    base::Task<void> show_progress(StreamLease& lease);
    /// The rest of the answer and the end; or leaves it `broken`, or lets it rest.
    base::Task<void> finish(StreamLease& lease, const AssistantAnswer& answer);
    base::Task<void> rewrite(StreamLease& lease, const AssistantAnswer& answer);
    base::Task<void> end_with_message(StreamLease& lease, const AssistantAnswer& answer);

    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
    StreamCounts counts_;
};

}  // namespace gracy::slack
