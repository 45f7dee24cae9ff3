#include "slack/check_ins/help_text.hpp"

#include "slack/block_kit/mrkdwn.hpp"

namespace gracy::slack {

std::string help_text(const std::optional<wellbeing::Help>& help) {
    if (!help) {
        return {};
    }
    std::string text = escape(help->message);
    for (const wellbeing::Help::Line& line : help->lines) {
        text += "\n• " + escape(line.name) + ": " + escape(line.contact);
    }
    return text;
}

}  // namespace gracy::slack
