#include "slack/block_kit/mrkdwn.hpp"

#include "base/json.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/messages.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

TEST(only_ampersand_and_angle_brackets_are_escaped) {
    EXPECT_EQ(escape("a & b < c > d \" ' 한글 😊"), "a &amp; b &lt; c &gt; d \" ' 한글 😊");
    EXPECT_EQ(escape("&lt;"), "&amp;lt;");
    EXPECT_EQ(escape("<!channel>"), "&lt;!channel&gt;");
}

TEST(text_in_bold_cannot_end_it) {
    EXPECT_EQ(styled("a*b_c~d`e & f"), "a*\u2060b_\u2060c~\u2060d`\u2060e &amp; f");
    EXPECT_EQ(styled("김민서"), "김민서");
}

TEST(mrkdwn_is_never_cut_within_an_entity_or_a_mention) {
    const std::string many = escape(std::string(10, '&'));
    for (std::size_t most = 6; most < 12; ++most) {
        EXPECT_EQ(shorten_mrkdwn(many, most), most == 11 ? "&amp;&amp;…" : "&amp;…");
    }
    EXPECT_EQ(shorten_mrkdwn("a <@U123> b", 6), "a …");
    EXPECT_EQ(shorten_mrkdwn("a <@U123> b", 10), "a <@U123>…");
    EXPECT_EQ(shorten_mrkdwn(many, many.size()), many);
}

TEST(plain_text_undoes_what_escaping_did) {
    for (const std::string_view text : {"a & b", "<@U1>", "&amp;", "<<>>", "&&lt;;", ""}) {
        EXPECT_EQ(plain_text(escape(text)), text);
    }
}

TEST(plain_text_shows_names_and_labels) {
    EXPECT_EQ(plain_text("<@U1|mina> and <@U2>"), "@mina and @U2");
    EXPECT_EQ(plain_text("<#C1|general> <#C2|> <#C3>"), "#general #C2 #C3");
    EXPECT_EQ(plain_text("<!here> <!subteam^S1|@designers> <!subteam^S1>"), "@here @designers @subteam^S1");
    EXPECT_EQ(plain_text("<mailto:a@b.c|a@b.c> <https://x.y/?a=1&amp;b=2>"), "a@b.c https://x.y/?a=1&b=2");
}

TEST(mentions_without_a_name_get_those_that_are_known) {
    const std::map<std::string, std::string, std::less<>> names{{"U1", "Kim <Minseo>"}, {"U2", "x"}};
    const std::string named = with_names("<@U1> &amp; <@U2|jun>, <@U3> <#U1> < <@U1>", names);
    EXPECT_EQ(named, "<@U1|Kim &lt;Minseo&gt;> &amp; <@U2|jun>, <@U3> <#U1> < <@U1|Kim &lt;Minseo&gt;>");
    EXPECT_EQ(plain_text(named), "@Kim <Minseo> & @jun, @U3 #U1 < @Kim <Minseo>");
}

TEST(tokens_are_split_at_every_kind_of_white_space) {
    const auto tokens = tokens_of("a\tb\nc\u3000d\u00a0e\u2003f\u200bg");
    EXPECT_EQ(tokens.size(), std::size_t{7});
    for (const Token& token : tokens) {
        EXPECT_EQ(token.raw.size(), std::size_t{1});
        EXPECT(!token.glued);
    }
}

TEST(token_knows_what_it_hangs_on) {
    const auto tokens = tokens_of("<@U1|mina>님, <@U2>");
    EXPECT_EQ(tokens.size(), std::size_t{3});
    EXPECT_EQ(tokens[0].subject, "U1");
    EXPECT_EQ(tokens[0].label, "mina");
    EXPECT_EQ(tokens[1].raw, "님,");
    EXPECT(tokens[1].glued);
    EXPECT(!tokens[2].glued);
}

TEST(answer_to_a_command_is_no_longer_than_slack_takes) {
    const http::Response response = respond(ephemeral(escape(std::string(5000, '&'))));
    const base::Json json = base::Json::parse(response.body);
    const std::string_view text = json["text"].string().value_or("");
    EXPECT(utf16_length(text) <= block_limit::message_text);
    EXPECT(text.ends_with("&amp;…"));
}
