// The page that Prometheus reads, from the numbers of all workers.
#include "serving/metrics_page.hpp"
#include "test.hpp"

#include <unistd.h>
#include <algorithm>
#include <memory>
#include <set>
#include <string>

using gracy::access::Surface;
using gracy::http::Method;
using gracy::serving::metrics_page;
using gracy::serving::Numbers;
using gracy::serving::WorkerSlot;

namespace {

std::unique_ptr<Numbers> zone_with_a_route() {
    auto numbers = std::make_unique<Numbers>();
    numbers->add(Surface::hr, Method::get, "/api/v1/members/{id}");
    numbers->add(Surface::hr, Method::other, "");
    return numbers;
}

bool has_line(const std::string& page, const std::string& line) {
    return page.starts_with(line + "\n") || page.contains("\n" + line + "\n");
}

}  // namespace

TEST(responses_are_counted_by_surface_method_route_and_class) {
    const auto numbers = zone_with_a_route();
    auto* series = numbers->find(Surface::hr, Method::get, "/api/v1/members/{id}");
    series->responses[2] = 12;
    series->responses[4] = 3;
    const std::string page = metrics_page(*numbers, "1.2.3+abc");
    const std::string labels = "surface=\"hr\",method=\"GET\",route=\"/api/v1/members/{id}\"";
    EXPECT(has_line(page, "gracy_requests_total{" + labels + ",status=\"2xx\"} 12"));
    EXPECT(has_line(page, "gracy_requests_total{" + labels + ",status=\"4xx\"} 3"));
    EXPECT(has_line(page, "gracy_requests_total{" + labels + ",status=\"5xx\"} 0"));
    EXPECT(!page.contains("status=\"3xx\""));
    EXPECT(has_line(page, "gracy_requests_total{surface=\"hr\",method=\"\",route=\"\",status=\"2xx\"} 0"));
}

TEST(latency_is_a_histogram_of_each_route) {
    const auto numbers = zone_with_a_route();
    numbers->find(Surface::hr, Method::get, "/api/v1/members/{id}")->latency.observe(std::chrono::microseconds(800));
    const std::string page = metrics_page(*numbers, "1.2.3+abc");
    const std::string labels = "surface=\"hr\",method=\"GET\",route=\"/api/v1/members/{id}\"";
    EXPECT(has_line(page, "gracy_request_seconds_bucket{" + labels + ",le=\"0.0005\"} 0"));
    EXPECT(has_line(page, "gracy_request_seconds_bucket{" + labels + ",le=\"0.001\"} 1"));
    EXPECT(has_line(page, "gracy_request_seconds_count{" + labels + "} 1"));
}

TEST(counters_of_all_workers_are_summed_gone_ones_included) {
    const auto numbers = zone_with_a_route();
    WorkerSlot* gone = numbers->claim(getpid());
    gone->database.resent_reads = 2;
    Numbers::release(*gone);
    WorkerSlot* first = numbers->claim(getpid());
    WorkerSlot* second = numbers->claim(getppid());
    first->database.resent_reads = 5;
    second->database.resent_reads = 1;
    first->database.connections_ready = 6;
    second->database.connections_ready = 4;
    const std::string page = metrics_page(*numbers, "1.2.3+abc");
    // The slot went on from the gone worker's count.
    EXPECT(has_line(page, "gracy_database_resent_reads_total 6"));
    EXPECT(has_line(page, "gracy_database_connections 10"));
    EXPECT(has_line(page, "gracy_workers 2"));
}

TEST(what_a_dead_workers_slot_holds_is_no_gauge) {
    const auto numbers = zone_with_a_route();
    numbers->workers[3].database.connections_ready = 4;
    numbers->workers[3].database.losses = 4;
    const std::string page = metrics_page(*numbers, "1.2.3+abc");
    EXPECT(has_line(page, "gracy_database_connections 0"));
    EXPECT(has_line(page, "gracy_database_connections_lost_total 4"));
}

TEST(the_build_is_named) {
    EXPECT(has_line(metrics_page(*zone_with_a_route(), "1.2.3+abc"), "gracy_build_info{version=\"1.2.3+abc\"} 1"));
}

TEST(every_family_is_described_once_and_counters_end_in_total) {
    const std::string page = metrics_page(*zone_with_a_route(), "1.2.3+abc");
    std::set<std::string> families;
    for (std::size_t at = page.find("# TYPE "); at != std::string::npos; at = page.find("# TYPE ", at + 1)) {
        const std::string line = page.substr(at + 7, page.find('\n', at) - at - 7);
        const std::string name = line.substr(0, line.find(' '));
        EXPECT(families.insert(name).second);
        EXPECT_EQ(line.ends_with(" counter"), name.ends_with("_total"));
        EXPECT(page.contains("# HELP " + name + " "));
    }
    EXPECT(families.size() > 25);
}
