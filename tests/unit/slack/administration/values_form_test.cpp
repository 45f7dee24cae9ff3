#include "slack/administration/values_form.hpp"

#include "base/json.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "test.hpp"

#include <fmt/format.h>

using namespace gracy;
using namespace gracy::slack;

TEST(name_of_a_value_is_kept_as_it_is_seen) {
    const base::Json view = base::Json::parse(fmt::format(
        R"({{"private_metadata": "0/0", "state": {{"values": {{"name": {{"name": {{"value": " {} "}}}},
            "name_ko": {{"name_ko": {{"value": "\u2060주인\u200e의식"}}}}, "emoji": {{"emoji": {{"value": "\ufeff"}}}}}}}}}})",
        styled("team_spirit")));
    const auto value = read_value(view.view());
    EXPECT(value.has_value());
    EXPECT_EQ(value->name, "team_spirit");
    EXPECT_EQ(value->name_ko.value_or(""), "주인의식");
    EXPECT(!value->emoji);
}

TEST(name_of_nothing_that_is_seen_is_none) {
    const base::Json view = base::Json::parse(
        R"({"private_metadata": "0/0", "state": {"values": {"name": {"name": {"value": "\u2060 \u200e"}}}}})");
    EXPECT(read_value(view.view()).error() == ValueField::name);
}
