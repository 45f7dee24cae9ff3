#include "base/hash.hpp"

#include <cstring>

namespace gracy::base {
namespace {

// Odd, with about as many ones as zeros: digits of the golden ratio and of the square roots of 2 and 3.
constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;
constexpr std::uint64_t root_two = 0x6a09e667f3bcc909;
constexpr std::uint64_t root_three = 0xbb67ae8584caa73b;

std::uint64_t load(const std::byte* bytes, std::size_t size) {
    std::uint64_t word = 0;
    if (size > 0) {
        std::memcpy(&word, bytes, size);
    }
    return word;
}

// Both halves of the product: every bit of either side reaches the result.
std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
    __extension__ using Product = unsigned __int128;
    const Product product = static_cast<Product>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

std::uint64_t hash64(Bytes data, std::uint64_t seed) {
    std::uint64_t state = seed ^ golden;
    const std::byte* at = data.data();
    std::size_t left = data.size();
    if (left > 64) {
        // Two chains, because each waits for its own multiplication.
        std::uint64_t other = seed ^ root_three;
        for (; left > 32; left -= 32, at += 32) {
            state = mix(load(at, 8) ^ root_two, load(at + 8, 8) ^ state);
            other = mix(load(at + 16, 8) ^ root_two, load(at + 24, 8) ^ other);
        }
        state ^= other;
    }
    for (; left > 16; left -= 16, at += 16) {
        state = mix(load(at, 8) ^ root_two, load(at + 8, 8) ^ state);
    }
    const std::uint64_t first = load(at, left < 8 ? left : 8);
    const std::uint64_t second = left > 8 ? load(at + 8, left - 8) : 0;
    state = mix(first ^ root_two, second ^ state);
    return mix(state ^ root_three, data.size() ^ golden);
}

}  // namespace gracy::base
