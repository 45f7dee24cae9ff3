#include "slack/block_kit/reply.hpp"

#include "base/json_writer.hpp"
#include "slack/block_kit/mrkdwn.hpp"

namespace gracy::slack {
namespace {

std::string arguments_of(std::string_view mrkdwn, std::string_view blocks, std::optional<std::string_view> thread_ts) {
    base::JsonWriter json(mrkdwn.size() + blocks.size() + 128);
    json.open_object();
    json.field<"text">(shorten_mrkdwn(mrkdwn, block_limit::message_text));
    if (!blocks.empty()) {
        json.field<"blocks">(base::RawJson{blocks});
    }
    if (thread_ts) {
        json.field<"thread_ts">(*thread_ts);
    }
    json.close_object();
    return json.take();
}

}  // namespace

std::string reply_arguments(std::string_view mrkdwn, std::optional<std::string_view> thread_ts) {
    return arguments_of(mrkdwn, {}, thread_ts);
}

std::string reply_arguments(std::string_view mrkdwn, Blocks&& blocks, std::optional<std::string_view> thread_ts) {
    return arguments_of(mrkdwn, blocks.take(), thread_ts);
}

}  // namespace gracy::slack
