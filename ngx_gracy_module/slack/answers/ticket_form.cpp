#include "slack/answers/ticket_form.hpp"

#include "http/numbers.hpp"
#include "slack/answers/question.hpp"
#include "slack/block_kit/blocks.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr Text title{"Ask HR", "인사팀에 문의"};
constexpr std::size_t longest_text = 2000;

}  // namespace

std::string ticket_modal(std::string_view question, std::optional<std::string_view> question_id, Language language) {
    Blocks view;
    view.section(Text{"A person of HR reads this and answers you here, in our conversation.",
                      "인사 담당자가 읽고, 저와의 대화로 답을 전해 드려요."}
                     .in(language));
    view.input(
        {.block_id = ticket_text_block,
         .label = Text{"Your question", "문의할 내용"}.in(language),
         .hint = Text{"All owners and administrators of the team space can read it, with your name.",
                      "팀 스페이스의 소유자와 관리자 모두가 보낸 사람의 이름과 함께 읽을 수 있어요."}
                     .in(language)},
        TextInput{
            .action_id = ticket_text_block, .initial = question, .multiline = true, .least = 1, .most = longest_text});
    return modal_view({.callback_id = ask_hr_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Send", "보내기"}.in(language),
                       .private_metadata = question_id.value_or("")},
                      std::move(view));
}

std::string ticket_sent_modal(Language language) {
    Blocks view;
    view.section(Text{":incoming_envelope: Sent to HR. I'll tell you as soon as there is an answer.",
                      ":incoming_envelope: 인사팀에 보냈어요. 답이 오면 바로 알려 드릴게요."}
                     .in(language));
    return modal_view(
        {.callback_id = "ticket_sent", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

TicketSubmission read_ticket_submission(base::JsonView view) {
    const auto text = view["state"]["values"][ticket_text_block][ticket_text_block]["value"].string();
    return {.text = stored_text(text.value_or("")),
            .question_id = http::parse_id(view["private_metadata"].string().value_or(""))};
}

}  // namespace gracy::slack
