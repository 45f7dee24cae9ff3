// A block object as a provider may give it. Whatever comes, only a header with its right hash is believed.
#include "staking/ethereum/header.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace gracy;
using namespace gracy::staking::ethereum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const HeaderForms forms;
    base::Json json;
    try {
        json = base::Json::parse({reinterpret_cast<const char*>(data), size}, {.bytes = 1 << 20, .depth = 16});
    } catch (const base::JsonError&) {
        return 0;
    }
    const auto header = forms.verify(json.view());
    if (!header && header.error().why.size() > 300) {
        std::abort();
    }
    if (header && (header->number < 0 || header->time < 0)) {
        std::abort();
    }
    return 0;
}
