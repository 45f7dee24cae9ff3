// A signature as a client sends it, a line break, and the text that it is said to be of.
#include "staking/ethereum/personal_signature.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\n');
    if (end == input.npos) {
        return 0;
    }
    const staking::ethereum::ParsedSignature parsed = staking::ethereum::parse_signature(input.substr(0, end));
    if (!parsed.signature) {
        return 0;
    }
    const std::string_view message = input.substr(end + 1);
    const auto signer = staking::ethereum::recover_signer(message, *parsed.signature);
    // The same again, and of a key that the input cannot have: that of nobody.
    if (signer != staking::ethereum::recover_signer(message, *parsed.signature) ||
        (signer && *signer == staking::Address())) {
        std::abort();
    }
    return 0;
}
