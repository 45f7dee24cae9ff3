// The result of eth_getProof. Its first node is taken for the root, so that the walk goes on into what follows.
#include "staking/ethereum/proof.hpp"
#include "staking/ethereum/trie.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace gracy;
using namespace gracy::staking;
using namespace gracy::staking::ethereum;

namespace {

/// A proof without JSON: nodes of up to 255 bytes, each behind its length.
void walk(std::string_view bytes) {
    std::vector<std::string> nodes;
    while (!bytes.empty() && nodes.size() < max_proof_nodes) {
        const std::size_t length = static_cast<unsigned char>(bytes[0]);
        nodes.emplace_back(bytes.substr(1, length));
        bytes.remove_prefix(std::min(bytes.size(), length + 1));
    }
    if (nodes.empty()) {
        return;
    }
    const auto proven = prove_key(keccak256(base::bytes_of(nodes[0])), Hash{}, nodes);
    if (proven && *proven && (*proven)->size() > 255) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    walk(text);
    try {
        const auto json = base::Json::parse(text, {.bytes = 1 << 20, .depth = 16});
        const auto first = json["accountProof"][0].string();
        const auto root = first ? parse_hex_data(*first, max_proof_node) : std::nullopt;
        verify_storage(json.view(), root ? keccak256(base::bytes_of(*root)) : Hash{}, Address{}, std::array<Hash, 2>{});
    } catch (const base::JsonError&) {
        // Not JSON.
    }
    return 0;
}
