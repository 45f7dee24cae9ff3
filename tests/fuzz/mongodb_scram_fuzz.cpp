// Whatever a server may say while we sign in. With keys given, so that no time goes into deriving them.
#include "mongodb/scram.hpp"

#include <cstdint>

using namespace gracy::mongodb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto end = text.find('\n');
    ScramConversation conversation(Mechanism::scram_sha_256, "user", "abc");
    try {
        static_cast<void>(conversation.read_challenge(text.substr(0, end)));
        static_cast<void>(
            conversation.answer({.client_key = std::string(32, 'c'), .server_key = std::string(32, 's')}));
        conversation.verify(end == text.npos ? std::string_view() : text.substr(end + 1));
    } catch (const AuthenticationError&) {
        return 0;
    }
    return 0;
}
