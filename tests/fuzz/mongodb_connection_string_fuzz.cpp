// Any text as a connection string: it is refused, or it names hosts.
#include "mongodb/connection_string.hpp"

#include <cstdint>

using namespace gracy::mongodb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto target = ConnectionString::parse({reinterpret_cast<const char*>(data), size});
        if (target.hosts.empty() || (target.credential && target.credential->source.empty())) {
            __builtin_trap();
        }
    } catch (const ConnectionStringError&) {
        return 0;
    }
    return 0;
}
