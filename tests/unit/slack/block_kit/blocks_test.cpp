#include "slack/block_kit/blocks.hpp"

#include "slack/block_kit/block_rules.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

std::string faults_of_view(const std::string& view) {
    const base::Json json = base::Json::parse(view);
    return describe(check_view(json.view()));
}

std::string faults_of_message(const std::string& blocks) {
    const base::Json json = base::Json::parse(blocks);
    return describe(check_message_blocks(json.view()));
}

std::vector<Option> some_options(std::size_t count) {
    std::vector<Option> options;
    for (std::size_t i = 0; i < count; ++i) {
        options.push_back({.text = "가치 " + std::to_string(i), .value = std::to_string(i)});
    }
    return options;
}

std::string section_of(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += "가";
    }
    return R"([{"type":"section","text":{"type":"mrkdwn","text":")" + text + R"("}}])";
}

}  // namespace

TEST(length_counts_what_slack_counts) {
    EXPECT_EQ(utf16_length("abc"), 3u);
    EXPECT_EQ(utf16_length("칭찬"), 2u);
    EXPECT_EQ(utf16_length("😊"), 2u);
}

TEST(long_text_is_cut_between_what_a_reader_sees_as_letters) {
    EXPECT_EQ(shorten("칭찬해요", 4), "칭찬해요");
    EXPECT_EQ(shorten("칭찬해요!", 4), "칭찬해…");
    // A family is one sign of eleven units.
    EXPECT_EQ(shorten("a👨‍👩‍👧‍👦b", 8), "a…");
    EXPECT_EQ(shorten("👍🏽👍🏽", 5), "👍🏽…");
    EXPECT_EQ(shorten("ab", 0), "");
}

TEST(form_for_kudos_is_accepted_in_both_languages) {
    for (const Language language : {Language::english, Language::korean}) {
        const std::string view = kudos_modal({.language = language,
                                              .allowance_left = 100,
                                              .values = some_options(100),
                                              .recipients = {{.text = "김민서", .value = "7"}},
                                              .message = std::string(2500, 'x')});
        EXPECT_EQ(faults_of_view(view), "");
        EXPECT_EQ(faults_of_view(kudos_given_modal(1, 3, language)), "");
    }
}

TEST(form_for_kudos_asks_for_names_from_the_first_letter_on) {
    const base::Json view = base::Json::parse(kudos_modal({.values = some_options(1)}));
    const auto element = view["blocks"][std::size_t{0}]["element"];
    EXPECT(element["type"].string() == "multi_external_select");
    EXPECT(element["min_query_length"].integer() == 1);
    EXPECT(element["max_selected_items"].integer() == 10);
}

TEST(linter_names_the_place_of_what_slack_would_refuse) {
    EXPECT_EQ(faults_of_message(section_of(3000)), "");
    EXPECT_EQ(faults_of_message(section_of(3001)), "/blocks/0/text/text is longer than 3000");
    EXPECT_EQ(faults_of_message("[]"), "/blocks has no blocks");
    EXPECT_EQ(faults_of_message(R"([{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}])"),
              "/blocks/1/block_id is there twice");
    EXPECT_EQ(faults_of_message(R"([{"type":"section"}])"), "/blocks/0 has neither text nor fields");
    EXPECT_EQ(faults_of_message(R"([{"type":"table"}])"), "/blocks/0/type \"table\" is no block that is used here");
}

TEST(linter_counts_blocks_by_where_they_stand) {
    std::string dividers = "[";
    for (int i = 0; i < 51; ++i) {
        dividers += i > 0 ? R"(,{"type":"divider"})" : R"({"type":"divider"})";
    }
    dividers += "]";
    EXPECT_EQ(faults_of_message(dividers), "/blocks has 51 blocks, 50 are allowed");
    EXPECT_EQ(faults_of_view(R"({"type":"home","blocks":)" + dividers + "}"), "");
}

TEST(linter_counts_the_words_of_a_message_together) {
    const auto faults_of_sections = [](std::size_t last) {
        Blocks blocks;
        for (int i = 0; i < 3; ++i) {
            blocks.section(std::string(3000, 'x'));
        }
        blocks.context(std::string(last, 'x'));
        return faults_of_message(blocks.take());
    };
    EXPECT_EQ(faults_of_sections(1500), "");
    EXPECT_EQ(faults_of_sections(1501), "/blocks have more than 10500 characters together");
}

TEST(linter_wants_a_short_title_and_a_button_for_what_is_filled_in) {
    const std::string input =
        R"("blocks":[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"plain_text_input"}}]})";
    EXPECT_EQ(faults_of_view(
                  R"({"type":"modal","title":{"type":"plain_text","text":"Give recognition to a teammate"},)" + input),
              "/title/text is longer than 24; /submit is missing, and there is something to fill in");
    EXPECT_EQ(faults_of_view(R"({"type":"home",)" + input),
              "/blocks/0 is an input in App Home, which nobody can submit");
}

TEST(options_beyond_a_hundred_are_left_out) {
    const base::Json answer = base::Json::parse(options_answer(some_options(130)));
    EXPECT_EQ(answer["options"].size(), 100u);
}

TEST(long_texts_fit_where_they_are_put) {
    const std::string long_text(5000, 'x');
    Blocks blocks;
    blocks.header(long_text).section(long_text).context(long_text);
    blocks.actions("a", {Button{.action_id = "b", .text = long_text}});
    EXPECT_EQ(faults_of_message(blocks.take()), "");
}
