// tests/data/ethereum: what anvil and ganache made, and what was built by hand with EthereumJS.
#pragma once

#include "base/json.hpp"
#include "test.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <string>

namespace gracy::test {

inline constexpr std::array<const char*, 7> ethereum_nodes = {
    "anvil_london", "anvil_shanghai", "anvil_cancun",     "anvil_prague",
    "anvil_osaka",  "ganache_london", "ganache_shanghai",
};

inline base::Json ethereum_vectors(std::string_view name) {
    std::ifstream file(fmt::format("{}/ethereum/{}.json", GRACY_TEST_DATA, name));
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return base::Json::parse(text, {.bytes = 1 << 20, .depth = 16, .allow_nul = false});
}

/// A copy that may be changed.
inline base::Json copy_of(base::JsonView value) {
    return base::Json(json_deep_copy(value.get()));
}

/// Gives an object another member; null takes it away for readers that treat null as absent.
inline void set(base::JsonView object, const char* key, const char* text) {
    json_object_set_new(const_cast<json_t*>(object.get()), key, text == nullptr ? json_null() : json_string(text));
}

}  // namespace gracy::test
