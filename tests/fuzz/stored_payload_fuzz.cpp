// A document of the event log as somebody else may have left it: it is read, or it is nothing.
#include "documents/stored_payload.hpp"

#include <cstdint>

using namespace gracy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view document(reinterpret_cast<const char*>(data), size);
    if (const auto payload = documents::read_payload(base::bytes_of(document)); payload && payload->tree.get()) {
        static_cast<void>(payload->tree.view().dump());
    }
    return 0;
}
