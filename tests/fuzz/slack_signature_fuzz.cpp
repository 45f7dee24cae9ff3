// The two header fields and the body of a request that claims to come from Slack.
#include "slack/receiving/signature.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace gracy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto first = input.find('\n');
    const auto second = first == input.npos ? input.npos : input.find('\n', first + 1);
    if (second == input.npos) {
        return 0;
    }
    http::Request request;
    request.headers = {{slack::timestamp_header, input.substr(0, first)},
                       {slack::signature_header, input.substr(first + 1, second - first - 1)}};
    request.body = input.substr(second + 1);
    const base::Timestamp now{std::chrono::seconds(1531420618)};
    // With a secret that the input does not know, nothing may ever be valid.
    if (slack::verify_signature(request, "8f742231b10e8888abcd99yyyzzz85a5 unknown to the input", now) ==
        slack::SignatureVerdict::valid) {
        std::abort();
    }
    return 0;
}
