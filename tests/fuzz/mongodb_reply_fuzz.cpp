// Whatever a server may send: cut into messages, read as documents, taken for every reply that we wait for.
#include "mongodb/message.hpp"
#include "mongodb/server.hpp"
#include "mongodb/verdict.hpp"

#include <cstdint>

using namespace gracy::mongodb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    MessageReader reader(64 * 1024);
    // In two pieces, so that a message may end in the middle.
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        for (const std::string_view piece : {bytes.substr(0, size / 2), bytes.substr(size / 2)}) {
            reader.add(piece);
            while (const auto message = reader.next()) {
                const BsonReader reply = BsonReader::over(message->body);
                static_cast<void>(incompatibility(read_hello({.name = "a"}, reply)));
                static_cast<void>(failure_of(reply));
                if (judge(reply, 3).fates.size() != 3) {
                    __builtin_trap();
                }
            }
        }
    } catch (const ProtocolError&) {
        return 0;
    }
    return 0;
}
