#include "access/cross_site.hpp"

#include "request.hpp"
#include "test.hpp"

using namespace gracy;

namespace {

bool crosses(std::initializer_list<http::Header> headers, bool secure = true) {
    return access::is_cross_site(*test::make_request({.headers = headers, .secure = secure}));
}

}  // namespace

TEST(fetch_metadata_is_believed) {
    EXPECT(!crosses({{"Sec-Fetch-Site", "same-origin"}}));
    EXPECT(!crosses({{"Sec-Fetch-Site", "none"}}));
    EXPECT(crosses({{"Sec-Fetch-Site", "same-site"}}));
    EXPECT(crosses({{"Sec-Fetch-Site", "cross-site"}}));
    EXPECT(crosses({{"Sec-Fetch-Site", "something new"}}));
}

TEST(an_origin_must_be_the_host) {
    EXPECT(!crosses({{"Origin", "https://hr.example"}, {"Host", "hr.example"}}));
    EXPECT(!crosses({{"Origin", "https://HR.example:8443"}, {"Host", "hr.example:8443"}}));
    EXPECT(crosses({{"Origin", "https://evil.example"}, {"Host", "hr.example"}}));
    EXPECT(crosses({{"Origin", "https://hr.example.evil"}, {"Host", "hr.example"}}));
    EXPECT(crosses({{"Origin", "https://hr.example:444"}, {"Host", "hr.example"}}));
    EXPECT(crosses({{"Origin", "null"}, {"Host", "hr.example"}}));
    EXPECT(crosses({{"Origin", ""}, {"Host", ""}}));
    EXPECT(crosses({{"Origin", "https://hr.example"}}));
    EXPECT(crosses({{"Origin", "https://hr.example"}, {"Origin", "https://hr.example"}, {"Host", "hr.example"}}));
}

TEST(a_page_in_plain_text_is_foreign_to_tls) {
    EXPECT(crosses({{"Origin", "http://hr.example"}, {"Host", "hr.example"}}, true));
    // behind a balancer that ends TLS
    EXPECT(!crosses({{"Origin", "https://hr.example"}, {"Host", "hr.example"}}, false));
}

TEST(without_either_it_is_no_browser) {
    EXPECT(!crosses({{"Host", "hr.example"}}));
}
