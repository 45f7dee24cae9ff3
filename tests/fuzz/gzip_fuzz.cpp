// A compressed body, from anybody: it is inflated before its signature can be looked at.
#include "base/gzip.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = 100'000;
    const gracy::base::Bytes compressed(reinterpret_cast<const std::byte*>(data), size);
    const auto text = gracy::base::gunzip(compressed, limit);
    if (text && (text->size() > limit || gracy::base::gunzip(compressed, text->size()) != text ||
                 (!text->empty() && gracy::base::gunzip(compressed, text->size() - 1)))) {
        std::abort();
    }
    return 0;
}
