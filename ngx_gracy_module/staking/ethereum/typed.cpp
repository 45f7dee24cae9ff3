#include "staking/ethereum/typed.hpp"

#include "staking/quantity.hpp"

namespace gracy::staking::ethereum {
namespace {

constexpr int largest_type = 0x7f;

}  // namespace

std::optional<int> type_of(base::JsonView type) {
    if (!type || type.is_null()) {
        return 0;
    }
    const auto text = type.string();
    const auto number = text ? parse_quantity(*text) : std::nullopt;
    return number && *number <= largest_type ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

bool is_known_type(int type) {
    return type <= last_known_type || type == deposit_type;
}

bool is_known_type(base::JsonView type) {
    const auto number = type_of(type);
    return number && is_known_type(*number);
}

Verified<std::string> with_type(base::JsonView type, std::string payload) {
    const auto number = type_of(type);
    if (!number) {
        return malformed("a type is none of 0 to 127 (EIP-2718)");
    }
    if (*number != 0) {
        payload.insert(payload.begin(), static_cast<char>(*number));
    }
    return payload;
}

}  // namespace gracy::staking::ethereum
