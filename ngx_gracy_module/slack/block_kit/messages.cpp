#include "slack/block_kit/messages.hpp"

#include "base/json_writer.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/mrkdwn.hpp"

namespace gracy::slack {

Message ephemeral(std::string text) {
    return {.visibility = Message::Visibility::ephemeral, .text = std::move(text)};
}

http::Response respond(const Message& message) {
    base::JsonWriter json(message.text.size() + message.blocks.size() + 64);
    json.open_object();
    json.field<"response_type">(message.visibility == Message::Visibility::ephemeral ? "ephemeral" : "in_channel");
    json.field<"text">(shorten_mrkdwn(message.text, block_limit::message_text));
    if (!message.blocks.empty()) {
        json.field<"blocks">(base::RawJson{message.blocks});
    }
    json.close_object();
    return http::Response::json(json.take());
}

http::Response refuse_for_good(int status) {
    return http::Response::empty(status).with("X-Slack-No-Retry", "1");
}

}  // namespace gracy::slack
