#include "staking/abi.hpp"

#include <algorithm>
#include <cstdint>

namespace gracy::staking {
namespace {

constexpr std::size_t word_size = 32;

struct Event {
    std::string_view signature;
    std::string_view kind;
};

constexpr std::array<Event, 3> events = {{
    {"Stake(address,uint256,uint256)", "stake"},
    {"Claim(address,uint256,uint256)", "claim"},
    {"Withdraw(address,uint256,uint256)", "withdraw"},
}};

}  // namespace

std::string to_decimal(Word word) {
    // Schoolbook: the number as eight 32-bit limbs, divided by 10^9 until nothing is left.
    std::array<std::uint32_t, 8> limbs{};
    for (std::size_t i = 0; i < word_size; ++i) {
        limbs[i / 4] = limbs[i / 4] << 8 | std::to_integer<std::uint32_t>(word[i]);
    }
    constexpr std::uint32_t billion = 1'000'000'000;
    std::string digits;  // the least first
    while (std::ranges::any_of(limbs, [](std::uint32_t limb) { return limb != 0; })) {
        std::uint64_t remainder = 0;
        for (std::uint32_t& limb : limbs) {
            const std::uint64_t value = remainder << 32 | limb;
            limb = static_cast<std::uint32_t>(value / billion);
            remainder = value % billion;
        }
        for (int i = 0; i < 9; ++i) {
            digits += static_cast<char>('0' + remainder % 10);
            remainder /= 10;
        }
    }
    while (!digits.empty() && digits.back() == '0') {
        digits.pop_back();
    }
    std::ranges::reverse(digits);
    return digits.empty() ? "0" : digits;
}

std::span<const Hash, 3> event_topics() {
    static const std::array<Hash, 3> topics = {
        keccak256(base::bytes_of(events[0].signature)),
        keccak256(base::bytes_of(events[1].signature)),
        keccak256(base::bytes_of(events[2].signature)),
    };
    return topics;
}

std::optional<StakingEvent> decode_event(const Log& log) {
    if (log.topics.empty()) {
        return std::nullopt;
    }
    const auto topics = event_topics();
    const auto found = std::ranges::find(topics, log.topics[0]);
    if (found == topics.end()) {
        return std::nullopt;
    }
    const Event& event = events[static_cast<std::size_t>(found - topics.begin())];
    if (log.topics.size() != 2 || log.data.size() != 2 * word_size) {
        throw AbiError(std::string(event.signature) + " has another number of topics or words");
    }
    StakingEvent decoded;
    decoded.kind = event.kind;
    // An indexed address stands right-aligned in its topic.
    constexpr std::size_t padding = word_size - std::tuple_size_v<Address>;
    const Hash& topic = log.topics[1];
    if (std::any_of(topic.begin(), topic.begin() + padding, [](std::byte b) { return b != std::byte{0}; })) {
        throw AbiError(std::string(event.signature) + " has an account that is no address");
    }
    std::copy(topic.begin() + padding, topic.end(), decoded.account.begin());
    const base::Bytes data = base::bytes_of(log.data);
    decoded.amount = to_decimal(data.first<word_size>());
    decoded.sequence = to_decimal(data.subspan<word_size, word_size>());
    return decoded;
}

}  // namespace gracy::staking
