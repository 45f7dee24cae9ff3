#include "base/mail_message.hpp"

#include "base/ascii.hpp"
#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::base {
namespace {

// With the header's name and the encoded word's frame a line stays below 78 characters.
constexpr std::size_t most_plain = 60;
constexpr std::size_t bytes_in_word = 36;
constexpr std::size_t bytes_in_line = 57;

bool is_plain(char c) {
    return c >= 0x20 && c < 0x7f;
}

/// RFC 5322, 3.2.3.
bool is_atom_text(char c) {
    return ascii::is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// Non-empty parts between dots, each of `allowed` letters.
template <class Allowed>
bool is_dotted(std::string_view text, std::size_t most, Allowed allowed) {
    std::size_t length = 0;
    for (const char c : text) {
        if (c == '.') {
            if (length == 0) {
                return false;
            }
            length = 0;
        } else if (!allowed(c) || ++length > most) {
            return false;
        }
    }
    return length > 0;
}

/// "=?UTF-8?B?...?=" for pieces that end between characters, on lines of their own.
std::string encoded_words(std::string_view text) {
    std::string words;
    while (!text.empty()) {
        std::size_t length = std::min(text.size(), bytes_in_word);
        while (length < text.size() && length > 1 && is_continuation(text[length])) {
            --length;
        }
        words += words.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?";
        words += to_base64(bytes_of(text.substr(0, length)));
        words += "?=";
        text.remove_prefix(length);
    }
    return words;
}

/// A display name (RFC 5322, 3.4) and its address; the address on a line of its own when both are long.
std::string encode_mailbox(const Mailbox& mailbox) {
    if (mailbox.name.empty()) {
        return mailbox.address;
    }
    std::string name;
    if (mailbox.name.size() <= most_plain && std::ranges::all_of(mailbox.name, is_plain)) {
        name = "\"";
        for (const char c : mailbox.name) {
            if (c == '"' || c == '\\') {
                name += '\\';
            }
            name += c;
        }
        name += '"';
    } else {
        name = encoded_words(mailbox.name);
    }
    return fmt::format("{}\r\n <{}>", name, mailbox.address);
}

std::string base64_lines(std::string_view text) {
    std::string lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, bytes_in_line);
        lines += to_base64(bytes_of(line));
        lines += "\r\n";
        text.remove_prefix(line.size());
    }
    return lines;
}

/// Line breaks inside a text part are CRLF too (RFC 2046, 4.1.1).
std::string with_crlf(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 32);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            continue;
        }
        result += text[i] == '\n' || text[i] == '\r' ? std::string_view("\r\n") : text.substr(i, 1);
    }
    return result;
}

std::string part(std::string_view boundary, std::string_view type, std::string_view text) {
    return fmt::format("--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                       boundary, type, base64_lines(with_crlf(text)));
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || text.size() > 254 || at > 64) {
        return false;
    }
    const std::string_view host = text.substr(at + 1);
    return is_dotted(text.substr(0, at), 64, is_atom_text) &&
           is_dotted(host, 63, [](char c) { return ascii::is_alphanumeric(c) || c == '-'; }) &&
           !host.starts_with('-') && !host.ends_with('-');
}

std::string message_id(const MailMessage& message) {
    return fmt::format("<{}@{}>", message.id, message.from.address.substr(message.from.address.find('@') + 1));
}

std::string encode_header_text(std::string_view text) {
    const bool plain = text.size() <= most_plain && std::ranges::all_of(text, is_plain) && !text.contains("=?") &&
                       !text.starts_with(' ') && !text.ends_with(' ');
    return plain ? std::string(text) : encoded_words(text);
}

std::string mail_date(Timestamp at) {
    using namespace std::chrono;
    constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_days day = floor<std::chrono::days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(floor<seconds>(at - day));
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[weekday(day).c_encoding()],
                       static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string compose(const MailMessage& message) {
    // "=_" cannot stand in base64, so no body contains it.
    const std::string boundary = "=_" + to_hex(Bytes(sha256(bytes_of(std::string_view(message.id)))).first(16));
    std::string text;
    text += fmt::format("Date: {}\r\nFrom: {}\r\n", mail_date(message.date), encode_mailbox(message.from));
    if (!message.reply_to.address.empty()) {
        text += fmt::format("Reply-To: {}\r\n", encode_mailbox(message.reply_to));
    }
    text += fmt::format("To: {}\r\nMessage-ID: {}\r\nSubject: {}\r\n", encode_mailbox(message.to), message_id(message),
                        encode_header_text(message.subject));
    // Out-of-office replies to thousands would help nobody (RFC 3834).
    text += fmt::format(
        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n"
        " boundary=\"{}\"\r\n\r\n",
        boundary);
    text += part(boundary, "text/plain", message.text);
    text += part(boundary, "text/html", message.html);
    text += fmt::format("--{}--\r\n", boundary);
    return text;
}

}  // namespace gracy::base
