#include "slack/answers/ticket_form.hpp"

#include "slack/block_kit/block_rules.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

TicketSubmission submitted(const std::string& value, const std::string& metadata) {
    const base::Json view = base::Json::parse(R"({"private_metadata":")" + metadata +
                                              R"(","state":{"values":{"text":{"text":{"value":")" + value + "\"}}}}}");
    return read_ticket_submission(view.view());
}

}  // namespace

TEST(form_for_hr_is_accepted_in_both_languages_with_a_question_and_without) {
    for (const Language language : {Language::english, Language::korean}) {
        for (const std::string& view : {ticket_modal("연차는 며칠인가요?", "12", language),
                                        ticket_modal("", std::nullopt, language), ticket_sent_modal(language)}) {
            EXPECT_EQ(describe(check_view(base::Json::parse(view).view())), "");
        }
    }
}

TEST(what_was_written_is_read_as_it_is_stored) {
    const TicketSubmission ticket = submitted(" 나누어\\n쓸 수 있나요? ", "12");
    EXPECT_EQ(ticket.text, "나누어\n쓸 수 있나요?");
    EXPECT_EQ(ticket.question_id.value(), 12);
}

TEST(what_nobody_wrote_is_empty_and_about_nothing) {
    EXPECT_EQ(submitted("  ", "").text, "");
    EXPECT(!submitted("x", "").question_id && !submitted("x", "-3").question_id && !submitted("x", "1e3").question_id);
    EXPECT_EQ(read_ticket_submission(base::JsonView()).text, "");
}
