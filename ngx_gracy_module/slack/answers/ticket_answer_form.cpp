#include "slack/answers/ticket_answer_form.hpp"

#include "http/numbers.hpp"
#include "slack/answers/question.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/both_languages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/receiving/refusals.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr Text title{"A question to HR", "인사 문의"};
constexpr Text answer_label{"Read and answer", "읽고 답하기"};
constexpr std::size_t longest_answer = 800;
constexpr std::string_view action_prefix = "answer_ticket_";
constexpr std::string_view close_block = "close";
constexpr std::string_view closes = "close";

}  // namespace

std::string ticket_answer_modal(std::int64_t ticket_id, std::string_view asker, std::string_view text,
                                Language language) {
    Blocks view;
    view.section(say(language, {"*{}* asks:", "문의한 사람: *{}님*"}, styled(asker)));
    view.rich_text({{.kind = RichPart::Kind::quote, .text = text}});
    view.input({.block_id = ticket_answer_block,
                .label = Text{"Your answer", "답변"}.in(language),
                .hint = Text{"I tell them in our conversation.", "문의한 분과의 대화에 전해 드려요."}.in(language),
                .optional = true},
               TextInput{.action_id = ticket_answer_block, .multiline = true, .most = longest_answer});
    const std::vector<Option> options{
        {.text = say(language, {"Close it without an answer", "답변 없이 종료하기"}), .value = std::string(closes)}};
    view.input({.block_id = close_block, .label = Text{"Or", "또는"}.in(language), .optional = true},
               Checkboxes{.action_id = close_block}, options);
    const std::string id = std::to_string(ticket_id);
    return modal_view({.callback_id = answer_ticket_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Send", "보내기"}.in(language),
                       .private_metadata = id},
                      std::move(view));
}

std::string ticket_settled_modal(std::string_view text, std::optional<std::string_view> answer, Language language) {
    Blocks view;
    view.rich_text({{.kind = RichPart::Kind::quote, .text = text}});
    view.section(answer ? Text{"This question has been answered:", "이미 답변한 문의예요."}.in(language)
                        : Text{"This question has been closed.", "이미 종료한 문의예요."}.in(language));
    if (answer) {
        view.rich_text({{.kind = RichPart::Kind::quote, .text = *answer}});
    }
    return modal_view(
        {.callback_id = "ticket_settled", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

std::string ticket_answered_modal(bool is_closed, Language language) {
    Blocks view;
    view.section(is_closed ? Text{":white_check_mark: Closed. I'll tell who asked.",
                                  ":white_check_mark: 종료했어요. 문의한 분께 알려 드릴게요."}
                                 .in(language)
                           : Text{":incoming_envelope: Answered. I'll pass it on.",
                                  ":incoming_envelope: 답변했어요. 문의한 분께 전해 드릴게요."}
                                 .in(language));
    return modal_view(
        {.callback_id = "ticket_answered", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

std::optional<TicketAnswer> read_ticket_answer(base::JsonView view) {
    const auto id = http::parse_id(view["private_metadata"].string().value_or(""));
    if (!id) {
        return std::nullopt;
    }
    const base::JsonView values = view["state"]["values"];
    TicketAnswer answer{
        .ticket_id = *id,
        .text = stored_text(values[ticket_answer_block][ticket_answer_block]["value"].string().value_or(""))};
    for (const base::JsonView option : values[close_block][close_block]["selected_options"].elements()) {
        answer.closes |= option["value"].string() == closes;
    }
    return answer;
}

std::string ticket_answer_buttons() {
    return button_in_both_languages(action_prefix, answer_label);
}

Button ticket_answer_button(std::string_view value, Language language) {
    return {.action_id = action_prefix, .text = answer_label.in(language), .value = value};
}

bool is_ticket_answer_click(std::string_view action_id) {
    return action_id.starts_with(action_prefix);
}

std::optional<std::string> ticket_refusal(std::string_view outcome, Language language) {
    const auto said = [&](Text text) { return std::optional(std::string(text.in(language))); };
    if (outcome == "not_found") {
        return said({"This question is gone: it was taken back.", "이제 없는 문의예요. 문의한 분이 취소했어요."});
    }
    if (outcome == "settled") {
        return said({"Somebody else has answered or closed it meanwhile.", "그사이 다른 분이 답변했거나 종료했어요."});
    }
    if (outcome == "not_allowed") {
        return said(
            {"Questions to HR are for those who administer people.", "인사 문의는 인사 관리자만 볼 수 있어요."});
    }
    if (outcome == "text_too_long") {
        return said({"Please say it in at most 800 characters.", "800자 안으로 적어 주세요."});
    }
    if (outcome == "unknown_workspace") {
        return unknown_workspace().text;
    }
    return outcome == "not_member" ? std::optional(not_a_member(language).text) : std::nullopt;
}

}  // namespace gracy::slack
