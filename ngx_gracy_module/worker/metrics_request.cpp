#include "worker/metrics_request.hpp"

namespace gracy::worker {

MetricsRequest judge_metrics_request(std::string_view bytes) {
    const std::size_t end = bytes.substr(0, most_request_bytes).find("\r\n\r\n");
    if (end == std::string_view::npos) {
        return bytes.size() < most_request_bytes ? MetricsRequest::incomplete : MetricsRequest::bad;
    }
    const std::string_view line = bytes.substr(0, bytes.find("\r\n"));
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !line.substr(last + 1).starts_with("HTTP/1.")) {
        return MetricsRequest::bad;
    }
    if (line.substr(0, first) != "GET") {
        return MetricsRequest::not_allowed;
    }
    std::string_view target = line.substr(first + 1, last - first - 1);
    target = target.substr(0, target.find('?'));
    return target == "/metrics" ? MetricsRequest::page : MetricsRequest::not_found;
}

}  // namespace gracy::worker
