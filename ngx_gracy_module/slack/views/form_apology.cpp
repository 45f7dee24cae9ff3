#include "slack/views/form_apology.hpp"

#include "slack/administration/allowance_form.hpp"
#include "slack/administration/values_form.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/settings/settings_form.hpp"
#include "slack/surveys/survey_form.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Text;

constexpr std::string_view prefix = "open_again_";
constexpr std::array<std::string_view, 14> views{
    kudos_callback,         announce_callback, correct_callback,   edit_callback,     decline_callback,
    check_in_callback,      ask_hr_callback,   survey_callback,    settings_callback, coffee_form_callback,
    answer_ticket_callback, values_callback,   allowance_callback, review_callback};

}  // namespace

std::string form_apology(const ViewRequest& request, http::Language language) {
    const std::string_view text = Text{":warning: Sorry, I could not open the form in time. Nothing has changed.",
                                       ":warning: 죄송해요, 양식을 제때 열지 못했어요. 바뀐 것은 없어요."}
                                      .in(language);
    const std::string action = std::string(prefix) + request.view;
    std::string value = request.quoted.value_or(request.about.value_or(request.recipient_user_id.value_or("")));
    if (request.view == kudos_callback && request.channel) {
        value += "/" + *request.channel + "/" + request.thread_ts.value_or("");
    }
    Blocks blocks;
    blocks.section(text);
    // A button's value does not hold people, a message and a value, nor a long message.
    if (request.group || !request.recipients.empty() || utf16_length(value) > block_limit::button_value) {
        if (request.quoted && !request.quoted->empty()) {
            blocks.section(Text{"This is what you wrote:", "적으신 내용은 여기 있어요."}.in(language));
            blocks.rich_text({RichPart{.kind = RichPart::Kind::quote, .text = *request.quoted}});
        }
        return message_arguments(text, std::move(blocks));
    }
    blocks.actions("open_again", {Button{.action_id = action,
                                         .text = Text{"Open it again", "다시 열기"}.in(language),
                                         .value = value,
                                         .style = Button::Style::primary}});
    return message_arguments(text, std::move(blocks));
}

std::string_view form_asked_again(std::string_view action_id) {
    if (!action_id.starts_with(prefix)) {
        return {};
    }
    const auto* const view = std::ranges::find(views, action_id.substr(prefix.size()));
    return view == views.end() ? std::string_view() : *view;
}

}  // namespace gracy::slack
