#include "slack/block_kit/mrkdwn.hpp"

#include "slack/block_kit/length.hpp"

#include <array>
#include <utility>

namespace gracy::slack {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 3> entities{{{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}}};

/// The length of the white space that `text` begins with (Unicode's White_Space), 0 when there is none.
std::size_t space_at(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) {
        return 1;
    }
    static constexpr std::array<std::string_view, 7> others{"\u0085", "\u00a0", "\u1680", "\u2028",
                                                            "\u2029", "\u202f", "\u3000"};
    for (const std::string_view space : others) {
        if (text.starts_with(space)) {
            return space.size();
        }
    }
    // U+2000..U+200A and U+205F; U+200B is there too, because people paste it.
    if (text.size() >= 3 && text.starts_with("\xe2\x80") && static_cast<unsigned char>(text[2]) >= 0x80 &&
        static_cast<unsigned char>(text[2]) <= 0x8b) {
        return 3;
    }
    return text.starts_with("\u205f") ? 3 : 0;
}

/// The length of the <...> that `text` begins with, 0 when there is none.
std::size_t brackets_at(std::string_view text) {
    if (!text.starts_with('<')) {
        return 0;
    }
    const std::size_t end = text.find_first_of("<>", 1);
    return end != text.npos && text[end] == '>' && end > 1 ? end + 1 : 0;
}

Token bracketed(std::string_view raw, bool glued) {
    std::string_view inside = raw.substr(1, raw.size() - 2);
    Token::Kind kind = Token::Kind::link;
    switch (inside.front()) {
        case '@':
            kind = Token::Kind::user;
            break;
        case '#':
            kind = Token::Kind::channel;
            break;
        case '!':
            kind = Token::Kind::group;
            break;
        default:
            break;
    }
    if (kind != Token::Kind::link) {
        inside.remove_prefix(1);
    }
    const std::size_t bar = inside.find('|');
    return {.kind = kind,
            .raw = raw,
            .subject = inside.substr(0, bar),
            .label = bar == inside.npos ? std::string_view() : inside.substr(bar + 1),
            .glued = glued};
}

void unescape_into(std::string& plain, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 1;
        char c = text[i];
        for (const auto& [character, entity] : entities) {
            if (text.substr(i).starts_with(entity)) {
                c = character;
                length = entity.size();
            }
        }
        plain += c;
        i += length;
    }
}

/// "name" with exactly one `sign` in front.
void name_into(std::string& plain, char sign, std::string_view name) {
    if (!name.starts_with(sign)) {
        plain += sign;
    }
    unescape_into(plain, name);
}

void token_into(std::string& plain, const Token& token) {
    const std::string_view shown = token.label.empty() ? token.subject : token.label;
    switch (token.kind) {
        case Token::Kind::user:
            name_into(plain, '@', shown);
            break;
        case Token::Kind::channel:
            name_into(plain, '#', shown);
            break;
        case Token::Kind::group:
            // <!date^1392734382^{date}|Feb 18> shows its label, <!here> and <!subteam^S1|@designers> a name.
            if (token.subject.starts_with("date^")) {
                unescape_into(plain, token.label);
            } else {
                name_into(plain, '@', shown);
            }
            break;
        case Token::Kind::link:
        case Token::Kind::word:
            unescape_into(plain, shown);
            break;
    }
}

}  // namespace

std::string escape(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        bool special = false;
        for (const auto& [character, entity] : entities) {
            if (c == character) {
                escaped += entity;
                special = true;
            }
        }
        if (!special) {
            escaped += c;
        }
    }
    return escaped;
}

std::string styled(std::string_view text) {
    constexpr std::string_view word_joiner = "\u2060";
    constexpr std::string_view markup = "*_~`";
    std::string safe;
    for (const char c : escape(text)) {
        safe += c;
        if (markup.contains(c)) {
            safe += word_joiner;
        }
    }
    return safe;
}

std::string shorten_mrkdwn(std::string_view mrkdwn, std::size_t most) {
    constexpr std::string_view ellipsis = "…";
    constexpr std::size_t longest_entity = 5;
    std::string text = shorten(mrkdwn, most);
    if (text.size() >= mrkdwn.size() || !text.ends_with(ellipsis)) {
        return text;
    }
    std::size_t end = text.size() - ellipsis.size();
    // A mention or a link.
    if (const std::size_t opened = text.rfind('<'); opened != text.npos && text.find('>', opened) == text.npos) {
        text.erase(opened, end - opened);
        end = opened;
    }
    if (const std::size_t begun = text.rfind('&');
        begun != text.npos && end - begun < longest_entity && text.find(';', begun) == text.npos) {
        text.erase(begun, end - begun);
    }
    return text;
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    bool glued = false;
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t space = space_at(text.substr(i))) {
            i += space;
            glued = false;
            continue;
        }
        if (const std::size_t length = brackets_at(text.substr(i))) {
            tokens.push_back(bracketed(text.substr(i, length), glued));
            i += length;
            glued = true;
            continue;
        }
        std::size_t end = i + 1;
        while (end < text.size() && space_at(text.substr(end)) == 0 && brackets_at(text.substr(end)) == 0) {
            ++end;
        }
        const std::string_view word = text.substr(i, end - i);
        tokens.push_back({.kind = Token::Kind::word, .raw = word, .subject = word, .label = {}, .glued = glued});
        i = end;
        glued = true;
    }
    return tokens;
}

std::string mention(std::string_view user_id) {
    return "<@" + std::string(user_id) + ">";
}

std::string with_names(std::string_view text, const std::map<std::string, std::string, std::less<>>& names) {
    std::string named;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = brackets_at(text.substr(i));
        if (length == 0) {
            named += text[i++];
            continue;
        }
        const Token token = bracketed(text.substr(i, length), false);
        const auto known =
            token.kind == Token::Kind::user && token.label.empty() ? names.find(token.subject) : names.end();
        if (known == names.end()) {
            named += token.raw;
        } else {
            named.append("<@").append(token.subject).append("|").append(escape(known->second)).append(">");
        }
        i += length;
    }
    return named;
}

std::string plain_text(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t length = brackets_at(text.substr(i))) {
            token_into(plain, bracketed(text.substr(i, length), false));
            i += length;
            continue;
        }
        const std::size_t next = text.find('<', i + 1);
        unescape_into(plain, text.substr(i, next == text.npos ? text.npos : next - i));
        i = next == text.npos ? text.size() : next;
    }
    return plain;
}

}  // namespace gracy::slack
