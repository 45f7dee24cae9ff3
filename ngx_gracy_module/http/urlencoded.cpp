#include "http/urlencoded.hpp"

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "http/field_value.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gracy::http {
namespace {

// RFC 3986, 2.3.
constexpr auto is_unreserved = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

// Appends the decoded text; there is room for it, because no text grows when it is decoded.
std::optional<std::string_view> decode_into(std::vector<char>& bytes, std::string_view text) {
    const std::size_t begin = bytes.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            std::array<std::byte, 1> byte;
            if (!base::decode_hex(text.substr(i + 1, 2), byte, base::HexCase::any)) {
                return std::nullopt;
            }
            bytes.push_back(static_cast<char>(byte[0]));
            i += 2;
        } else {
            bytes.push_back(text[i] == '+' ? ' ' : text[i]);
        }
    }
    return std::string_view(bytes.data() + begin, bytes.size() - begin);
}

}  // namespace

std::expected<UrlEncoded, UrlEncoded::Refusal> UrlEncoded::decode(std::string_view text, std::size_t max_fields) {
    UrlEncoded decoded;
    decoded.bytes_.reserve(text.size());
    while (!text.empty()) {
        const std::string_view field = split_off(text, '&');
        if (field.empty()) {
            continue;
        }
        if (decoded.fields_.size() == max_fields) {
            return std::unexpected(Refusal{Defect::too_many, field});
        }
        std::string_view raw_value = field;
        const std::string_view raw_name = split_off(raw_value, '=');
        const auto name = decode_into(decoded.bytes_, raw_name);
        const auto value = decode_into(decoded.bytes_, raw_value);
        if (!name || !value) {
            return std::unexpected(Refusal{Defect::bad_escape, field});
        }
        if (!base::is_utf8(*name) || !base::is_utf8(*value)) {
            return std::unexpected(Refusal{Defect::not_utf8, field});
        }
        if (name->contains('\0') || value->contains('\0')) {
            return std::unexpected(Refusal{Defect::nul, field});
        }
        decoded.fields_.push_back({*name, *value});
    }
    return decoded;
}

void append_percent_encoded(std::string& out, std::string_view text) {
    const auto is_plain = [](char c) { return is_unreserved[static_cast<unsigned char>(c)]; };
    for (;;) {
        // Most of what is encoded has nothing to encode, so it is copied by the run.
        const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
        out += text.substr(0, plain);
        if (plain == text.size()) {
            return;
        }
        const auto byte = static_cast<unsigned char>(text[plain]);
        out += {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 0xf]};
        text.remove_prefix(plain + 1);
    }
}

std::string percent_encode(std::string_view text) {
    std::string encoded;
    append_percent_encoded(encoded, text);
    return encoded;
}

}  // namespace gracy::http
