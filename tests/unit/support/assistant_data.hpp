// What tests/data/assistant holds.
#pragma once

#include "base/json.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace gracy::test {

inline base::Json assistant_data(std::string_view name) {
    std::ifstream file(fmt::format("{}/assistant/{}.json", GRACY_TEST_DATA, name));
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return base::Json::parse(text, {.bytes = 1 << 20, .depth = 16});
}

}  // namespace gracy::test
