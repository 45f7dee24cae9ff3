// What people read in a message or a view of Slack.
#pragma once

#include "base/json.hpp"
#include "slack/block_kit/mrkdwn.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::test {

inline void for_each_string(base::JsonView json, const std::function<void(std::string_view)>& look) {
    if (const auto text = json.string()) {
        look(*text);
    }
    for (const base::JsonView element : json.elements()) {
        for_each_string(element, look);
    }
    for (const auto& [key, value] : json.members()) {
        for_each_string(value, look);
    }
}

/// [*_~]\S+[*_~](?=[가-힣])
inline bool styled_before_particle(std::string_view text) {
    constexpr std::string_view signs = "*_~";
    std::optional<std::size_t> opened;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ' || text[i] == '\n') {
            opened.reset();
        } else if (signs.contains(text[i])) {
            const std::string_view next = text.substr(i + 1, 3);
            if (opened && i - *opened > 1 && next >= "가" && next <= "힣") {
                return true;
            }
            opened = opened.value_or(i);
        }
    }
    return false;
}

/// What a block of a message says and its text does not, which is all that screen readers read; empty: nothing.
inline std::string unspoken(const std::string& arguments) {
    const base::Json message = base::Json::parse(arguments);
    const std::string spoken(message["text"].string().value_or(""));
    std::string missing;
    const auto look = [&](std::string words) { missing += spoken.find(words) == spoken.npos ? "[" + words + "]" : ""; };
    for (const base::JsonView block : message["blocks"].elements()) {
        const auto type = block["type"].string().value_or("");
        if (type == "header") {
            look(slack::escape(block["text"]["text"].string().value_or("")));
        } else if (type == "section") {
            look(std::string(block["text"]["text"].string().value_or("")));
        }
        for (const base::JsonView element : block["elements"].elements()) {
            if (type == "context") {
                look(std::string(element["text"].string().value_or("")));
            }
            for (const base::JsonView part : element["elements"].elements()) {
                look(slack::escape(part["text"].string().value_or("")));
            }
        }
    }
    return missing;
}

}  // namespace gracy::test
