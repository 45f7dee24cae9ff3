// One answer that grows in Slack, while this process works at it: what is written down before and after each call.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/database.hpp"
#include "slack/sending/web_api.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

inline constexpr const char* start_stream = "chat.startStream";
inline constexpr const char* append_stream = "chat.appendStream";
inline constexpr const char* stop_stream = "chat.stopStream";

/// A row of slack_stream; the table says what its columns mean.
struct Stream {
    std::int64_t team_space_id = 0;
    std::int64_t question_id = 0;
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::string channel;
    std::string thread_ts;
    http::Language language = http::Language::english;
    std::string state;
    std::string ts;
    std::string calling;
    /// An array.
    base::Json progress;
    std::size_t shown = 0;
    std::size_t parts = 0;
    std::string broken;
    std::int32_t run = 0;
    std::int32_t tries = 0;
    /// By a message, of a worker that knew no streams.
    bool told = false;
};

/// What a call has come to.
struct StreamCall {
    enum class Fate : unsigned char {
        done,
        later,    // not made, or not heard: after `pause`
        unknown,  // no answer came, and Slack may have acted
        stopped,  // its reader has stopped it
        closed,   // Slack has, as it does after some minutes, or a call of ours that nobody knows of
        refused,  // and would be again
    };
    Fate fate = Fate::refused;
    std::chrono::milliseconds pause{0};
    /// As Slack calls it.
    std::string error{};
    base::Json body{};
};

StreamCall::Fate fate_of(const ApiResult& result);

/// Whether the call may be made again when nobody knows what came of it.
enum class Repeat : unsigned char { harmless, never };

/// Thrown by all of it when the lease ran out and another process works at the stream.
struct LeaseLost {};

class StreamLease {
  public:
    /// The stream that is due for longest; nothing when none is. All must outlive it. Throws postgres::Error.
    static base::Task<std::optional<StreamLease>> take(postgres::Database& database, WebApi& api);

    /// To be changed before `store`.
    Stream& stream() { return stream_; }
    void use_token(std::string token) { token_ = std::move(token); }

    /// Makes a call when the bucket of its method has a token, or it needs none. `arguments`: without the stream's
    /// place.
    base::Task<StreamCall> call(std::string method, Repeat repeat, std::string arguments);
    /// What stands in the thread (conversations.replies).
    base::Task<ApiResult> read_thread();

    /// Each is written again when a row is held for longer than a statement waits.
    base::Task<void> store();
    /// Leaves it to whoever takes it after the pause, or as soon as there is news. `failed`: after the pause in any
    /// case.
    base::Task<void> rest(std::chrono::milliseconds pause, bool failed = false);
    /// `message`: of chat.postMessage, once for `key`; empty: none. `outcome`: of the question, as it was told.
    base::Task<void> end(std::string outcome, std::string message = {}, std::string key = {});

  private:
    StreamLease(postgres::Database& database, WebApi& api) : database_(&database), api_(&api) {}
    std::string name() const;

    postgres::Database* database_;
    WebApi* api_;
    Stream stream_;
    std::string token_;
};

}  // namespace gracy::slack
