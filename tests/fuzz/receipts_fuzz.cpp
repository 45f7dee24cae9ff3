// Receipts and transactions of a block as a provider may give them: {"receipts": ..., "transactions": ...}.
#include "staking/ethereum/receipt.hpp"
#include "staking/ethereum/transaction.hpp"
#include "staking/ethereum/trie.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;
using namespace gracy::staking::ethereum;

namespace {

template <class T>
void check(const Verified<T>& verified) {
    if (!verified && (verified.error().why.empty() || verified.error().why.size() > 300)) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    base::Json json;
    try {
        json = base::Json::parse({reinterpret_cast<const char*>(data), size}, {.bytes = 1 << 20, .depth = 16});
    } catch (const base::JsonError&) {
        return 0;
    }
    // Nothing but no receipts at all has this root.
    Header header;
    header.receipts_root = empty_root();
    header.transactions_root = empty_root();
    const auto logs = verify_receipts(json["receipts"], header);
    check(logs);
    if (logs && !logs->logs.empty()) {
        std::abort();
    }
    const auto hashes = verify_transactions(json["transactions"], header);
    check(hashes);
    if (hashes && !hashes->empty()) {
        std::abort();
    }
    return 0;
}
