#include "slack/sending/response_url.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

namespace {

std::optional<ResponseUrl> read(const std::string& json) {
    return read_response_url(base::Json::parse(json)["response_url"]);
}

}  // namespace

TEST(response_url_is_named_by_its_hash) {
    const auto response = read(R"({"response_url": "https://hooks.slack.com/commands/T1/2/3"})");
    EXPECT_EQ(response->url, std::string("https://hooks.slack.com/commands/T1/2/3"));
    EXPECT_EQ(response->name().size(), std::size_t{64});
    EXPECT(response->name().find("slack") == std::string::npos);
}

TEST(what_could_be_no_address_is_none) {
    EXPECT(!read("{}"));
    EXPECT(!read(R"({"response_url": 7})"));
    EXPECT(!read(R"({"response_url": ""})"));
    EXPECT(!read(R"({"response_url": "https://hooks.slack.com/a b"})"));
    EXPECT(!read(R"({"response_url": "https://hooks.slack.com/\r\nHost: x"})"));
    EXPECT(!read(R"({"response_url": "https://hooks.slack.com/한빛"})"));
    EXPECT(!read(R"({"response_url": ")" + std::string(1001, 'a') + R"("})"));
}

TEST(only_what_lies_below_its_origin_leads_to_slack) {
    constexpr std::string_view slack = "https://hooks.slack.com";
    EXPECT(leads_to("https://hooks.slack.com/commands/T1/2/3", slack));
    for (const std::string_view other :
         {"https://hooks.slack.com", "https://hooks.slack.com/", "https://hooks.slack.com.example/x",
          "https://hooks.slack.com@example/x", "https://hooks.slack.com:8443/x", "http://hooks.slack.com/x",
          "https://HOOKS.slack.com/x", "https://example/https://hooks.slack.com/x", ""}) {
        EXPECT(!leads_to(other, slack));
    }
}
