// RLP of any origin: what is read is a part of what was given, and written again it is the same.
#include "staking/ethereum/rlp.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace gracy;
using namespace gracy::staking::ethereum;

namespace {

constexpr int deepest = 64;

/// The items, encoded again.
std::string rewritten(base::Bytes bytes, int depth) {
    std::string out;
    while (const auto item = take_rlp(bytes)) {
        if (item->whole.size() < item->content.size()) {
            std::abort();
        }
        std::string again;
        if (!item->is_list) {
            append_rlp(again, item->content);
        } else if (depth < deepest) {
            again = rewritten(item->content, depth + 1);
            // A list is read item by item, so one that is broken within ends early.
            again = again.size() == item->content.size() ? rlp_list(again) : std::string(base::text_of(item->whole));
        } else {
            again = base::text_of(item->whole);
        }
        if (again != base::text_of(item->whole)) {
            std::abort();
        }
        out += again;
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const base::Bytes bytes(reinterpret_cast<const std::byte*>(data), size);
    const std::string again = rewritten(bytes, 0);
    if (!base::text_of(bytes).starts_with(again)) {
        std::abort();
    }
    return 0;
}
