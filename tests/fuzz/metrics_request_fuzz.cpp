// What a client of the worker's metrics sends, as it comes in pieces.
#include "worker/metrics_request.hpp"

#include <cstdlib>

using namespace gracy::worker;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // Once judged, what comes after changes nothing.
    MetricsRequest judged = MetricsRequest::incomplete;
    for (std::size_t length = 0; length <= size && length <= most_request_bytes; ++length) {
        const MetricsRequest now = judge_metrics_request(text.substr(0, length));
        if (judged != MetricsRequest::incomplete && now != judged) {
            std::abort();
        }
        judged = now;
    }
    if (size >= most_request_bytes && judge_metrics_request(text) == MetricsRequest::incomplete) {
        std::abort();
    }
    return 0;
}
