// The message whose reaction gave a kudos, for who gave or received it.
#pragma once

#include "http/language.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// " · <https://...|See the message>" in mrkdwn; empty without a link, which is an address that PostgreSQL has made.
inline std::string message_link(std::string_view link, http::Language language) {
    if (link.empty()) {
        return {};
    }
    std::string text(" · <");
    return text.append(link).append("|").append(http::Text{"See the message", "메시지 보기"}.in(language)).append(">");
}

}  // namespace gracy::slack
