#include "http/server_sent_events.hpp"

#include "test.hpp"

using namespace gracy;

TEST(an_event_has_its_name_its_id_and_its_data) {
    EXPECT_EQ(http::server_sent_event("state", "queued", R"({"state":"queued"})"),
              "event: state\nid: queued\ndata: {\"state\":\"queued\"}\n\n");
}

TEST(an_event_without_an_id_leaves_the_last_one) {
    EXPECT_EQ(http::server_sent_event("state", "", "x"), "event: state\ndata: x\n\n");
}

TEST(no_line_of_data_begins_a_field_of_its_own) {
    EXPECT_EQ(http::server_sent_event("e", "", "a\nid: 1\rretry: 2\r\nb\n"),
              "event: e\ndata: a\ndata: id: 1\ndata: retry: 2\ndata: b\ndata: \n\n");
}

TEST(empty_data_is_data) {
    EXPECT_EQ(http::server_sent_event("e", "", ""), "event: e\ndata: \n\n");
}

TEST(the_reconnection_time_is_in_milliseconds) {
    EXPECT_EQ(http::reconnection_time(std::chrono::seconds(2)), "retry: 2000\n\n");
}
