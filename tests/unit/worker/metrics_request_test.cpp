#include "worker/metrics_request.hpp"
#include "test.hpp"
#include "worker/loopback_address.hpp"

#include <string>

using gracy::worker::judge_metrics_request;
using gracy::worker::MetricsRequest;
using gracy::worker::most_request_bytes;
using gracy::worker::parse_loopback_address;

TEST(a_scrape_is_answered_when_its_head_is_there) {
    const std::string head = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (std::size_t length = 0; length < head.size(); ++length) {
        EXPECT(judge_metrics_request(head.substr(0, length)) == MetricsRequest::incomplete);
    }
    EXPECT(judge_metrics_request(head) == MetricsRequest::page);
    EXPECT(judge_metrics_request("GET /metrics?name[]=up HTTP/1.0\r\n\r\n") == MetricsRequest::page);
}

TEST(everything_else_is_refused_by_what_is_wrong) {
    EXPECT(judge_metrics_request("GET / HTTP/1.1\r\n\r\n") == MetricsRequest::not_found);
    EXPECT(judge_metrics_request("HEAD /metrics HTTP/1.1\r\n\r\n") == MetricsRequest::not_allowed);
    EXPECT(judge_metrics_request("GET /metrics\r\n\r\n") == MetricsRequest::bad);
    EXPECT(judge_metrics_request("hello\r\n\r\n") == MetricsRequest::bad);
    EXPECT(judge_metrics_request(std::string(most_request_bytes, 'x')) == MetricsRequest::bad);
}

TEST(an_address_is_of_this_machine_or_none) {
    EXPECT_EQ(parse_loopback_address("127.0.0.1:9464")->port, 9464);
    EXPECT_EQ(parse_loopback_address("[::1]:1")->host, std::string("::1"));
    for (const char* other : {"0.0.0.0:9464", "10.0.0.1:9464", "[::]:9464", "::1:9464", "localhost:9464", "127.0.0.1",
                              "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:12x", ""}) {
        EXPECT(!parse_loopback_address(other));
    }
}
