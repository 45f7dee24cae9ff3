// A contract's signature as a member sends it, and what a contract returns when it is asked.
#include "staking/ethereum/contract_signature.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy::staking;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = ethereum::parse_contract_signature(text);
    if (parsed.bytes) {
        if (parsed.bytes->size() > ethereum::max_contract_signature || text.size() != 2 + 2 * parsed.bytes->size()) {
            std::abort();
        }
        const std::string call = ethereum::encode_is_valid_signature(Hash(), *parsed.bytes);
        if (call.size() % 32 != 4 || call.find(*parsed.bytes, 100) != 100) {
            std::abort();
        }
    }
    if (ethereum::is_valid_signature(text) && (text.size() < 32 || !text.starts_with("\x16\x26\xba\x7e"))) {
        std::abort();
    }
    return 0;
}
