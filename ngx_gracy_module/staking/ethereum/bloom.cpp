#include "staking/ethereum/bloom.hpp"

#include "staking/keccak.hpp"

#include <algorithm>

namespace gracy::staking::ethereum {
namespace {

struct Bit {
    std::size_t byte;
    std::byte mask;
};

/// The low 11 bits of each of the first three pairs of the item's hash; bit 0 is the last one of the last byte.
std::array<Bit, 3> bits_of(base::Bytes item) {
    const Hash hash = keccak256(item);
    std::array<Bit, 3> bits{};
    for (std::size_t i = 0; i < bits.size(); ++i) {
        const unsigned place =
            (std::to_integer<unsigned>(hash[2 * i]) << 8 | std::to_integer<unsigned>(hash[2 * i + 1])) & 2047U;
        bits[i] = {.byte = std::tuple_size_v<Bloom> - 1 - place / 8, .mask = std::byte{1} << (place % 8)};
    }
    return bits;
}

}  // namespace

void add_to(Bloom& bloom, base::Bytes item) {
    for (const Bit& bit : bits_of(item)) {
        bloom[bit.byte] |= bit.mask;
    }
}

bool may_contain(const Bloom& bloom, base::Bytes item) {
    return std::ranges::all_of(bits_of(item),
                               [&](const Bit& bit) { return (bloom[bit.byte] & bit.mask) != std::byte{0}; });
}

}  // namespace gracy::staking::ethereum
