#include "slack/answers/ticket_answer_form.hpp"

#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

std::optional<TicketAnswer> submitted(const std::string& metadata, const std::string& answer, bool closes) {
    const base::Json view = base::Json::parse(R"({"private_metadata": ")" + metadata +
                                              R"(", "state": {"values": {"answer": {"answer": {"value": ")" + answer +
                                              R"("}}, "close": {"close": {"selected_options": [)" +
                                              (closes ? R"({"value": "close"})" : "") + "]}}}}}");
    return read_ticket_answer(view.view());
}

}  // namespace

TEST(answer_of_hr_is_read_as_it_is_stored) {
    const auto answer = submitted("17", " 15일이에요. ", false);
    EXPECT(answer && answer->ticket_id == 17 && !answer->closes);
    EXPECT_EQ(answer->text, "15일이에요.");
    EXPECT(submitted("17", "", true)->closes && submitted("17", "", true)->text.empty());
    EXPECT(!submitted("", "x", false) && !submitted("0", "x", false) && !submitted("x", "x", false));
}

TEST(every_refusal_of_an_answer_has_a_sentence_in_both_languages) {
    for (const std::string_view outcome :
         {"not_found", "settled", "not_allowed", "text_too_long", "unknown_workspace", "not_member"}) {
        EXPECT(!ticket_refusal(outcome, Language::korean).value_or("").empty());
        EXPECT(!ticket_refusal(outcome, Language::english).value_or("").empty());
    }
    EXPECT(!ticket_refusal("ok", Language::english));
}

TEST(button_of_a_notice_opens_the_form) {
    EXPECT(is_ticket_answer_click("answer_ticket_17") && !is_ticket_answer_click("ask_hr"));
    EXPECT(ticket_answer_buttons().find("읽고 답하기") != std::string::npos);
}
