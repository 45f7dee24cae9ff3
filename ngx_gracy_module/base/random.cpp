#include "base/random.hpp"

#include <sys/random.h>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace gracy::base {

void fill_random(std::span<std::byte> out) {
    while (!out.empty()) {
        const ssize_t count = getrandom(out.data(), out.size(), 0);
        if (count >= 0) {
            out = out.subspan(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "getrandom");
        }
    }
}

std::string random_base62(std::size_t length) {
    static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string text;
    text.reserve(length);
    while (text.size() < length) {
        for (const std::byte byte : random_bytes<64>()) {
            // 62 of 64 values have a letter; a remainder instead would make the first two likelier.
            const auto value = std::to_integer<std::size_t>(byte) & 0x3f;
            if (value < letters.size() && text.size() < length) {
                text.push_back(letters[value]);
            }
        }
    }
    return text;
}

}  // namespace gracy::base
