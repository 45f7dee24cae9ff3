#include "slack/answer_message.hpp"

#include "slack/answer_clicks.hpp"
#include "slack/mrkdwn.hpp"
#include "slack/optional_view.hpp"
#include "slack/reply.hpp"
#include "slack/say.hpp"
#include "slack/ticket_form.hpp"

#include <algorithm>
#include <vector>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr std::size_t passages_shown = 3;
constexpr std::size_t longest_excerpt = 200;

std::string text_of(JsonView value) {
    return std::string(value.string().value_or(""));
}

/// "취업규칙 › 제3장 › 제15조"
std::string place_of(JsonView source) {
    std::string place = text_of(source["title"]);
    for (const JsonView heading : source["headings"].elements()) {
        place += " › " + text_of(heading);
    }
    return place;
}

/// " · 2026-01-01 시행"; empty for what is no policy's.
std::string effective(JsonView source, Language language) {
    const std::string day = text_of(source["effective_from"]);
    return day.empty() ? day : say(language, {" · in force since {}", " · {} 시행"}, day);
}

/// One line of it, so that a reader sees that it is the place.
std::string excerpt_of(JsonView source) {
    std::string line = text_of(source["text"]);
    std::ranges::replace(line, '\n', ' ');
    return shorten(line, longest_excerpt);
}

/// Why there are passages and no sentences.
Text passages_note(std::string_view reason) {
    if (reason == "budget") {
        return {"Today's budget for AI is spent, so here is what the policies say, word for word.",
                "오늘의 AI 예산을 다 써서 규정 원문을 보여드려요."};
    }
    if (reason == "unverified") {
        return {"I could not make sure of the AI's answer, so here is what the policies say, word for word.",
                "AI 답변을 규정으로 확인하지 못해 원문을 보여드려요."};
    }
    return {"The AI cannot be used right now, so here is what the policies say, word for word.",
            "AI 요약을 쓸 수 없어 원문을 보여드려요."};
}

constexpr Text nothing_found{"I have not found this in the company's policies. HR can help.",
                             "회사 규정에서 답을 찾지 못했어요. 인사 담당자에게 물어보세요."};
constexpr Text stopped{"This question was stopped.", "질문을 중지했어요."};
constexpr Text failed{"This question could not be answered. Please ask again, or ask HR.",
                      "답변을 만들지 못했어요. 다시 물어보시거나 인사 담당자에게 문의해 주세요."};
constexpr Text ai_label{":sparkles: Written by AI from the passages below. When in doubt, the passages count.",
                        ":sparkles: AI가 아래 규정을 바탕으로 쓴 답변이에요. 다른 점이 있으면 규정 원문을 따라요."};

/// Sources in the order in which sentences cite them.
class Citations {
  public:
    /// "[2]"
    std::string mark(JsonView id) {
        const std::string key = text_of(id);
        auto found = std::ranges::find(ids_, key);
        if (found == ids_.end()) {
            found = ids_.insert(ids_.end(), key);
        }
        return fmt::format("[{}]", found - ids_.begin() + 1);
    }

    const std::vector<std::string>& ids() const { return ids_; }

  private:
    std::vector<std::string> ids_;
};

/// What notifications show.
std::string add_sentences(Blocks& blocks, const AssistantAnswer& answer) {
    Citations citations;
    std::string sentences;
    for (const JsonView sentence : answer.answer.view().elements()) {
        sentences += (sentences.empty() ? "" : " ") + text_of(sentence["text"]);
        for (const JsonView cited : sentence["cite"].elements()) {
            sentences += " " + citations.mark(cited);
        }
    }
    blocks.rich_text({{.text = sentences}});
    blocks.context(ai_label.in(answer.language));
    for (std::size_t i = 0; i < citations.ids().size(); ++i) {
        for (const JsonView source : answer.sources.view().elements()) {
            if (text_of(source["id"]) == citations.ids()[i]) {
                blocks.context(fmt::format("[{}] *{}*{}\n“{}”", i + 1, escape(place_of(source)),
                                           effective(source, answer.language), escape(excerpt_of(source))));
            }
        }
    }
    return escape(sentences);
}

std::string add_passages(Blocks& blocks, const AssistantAnswer& answer) {
    const std::string_view note = passages_note(answer.reason).in(answer.language);
    blocks.section(note);
    std::size_t shown = 0;
    for (const JsonView source : answer.sources.view().elements()) {
        if (++shown <= passages_shown) {
            const std::string place = place_of(source) + effective(source, answer.language);
            const std::string text = text_of(source["text"]);
            blocks.rich_text({{.text = place, .bold = true}, {.kind = RichPart::Kind::quote, .text = text}});
        }
    }
    return std::string(note);
}

std::string add_no_answer(Blocks& blocks, const AssistantAnswer& answer) {
    const std::string_view text = (answer.outcome == "failed"    ? failed
                                   : answer.outcome == "stopped" ? stopped
                                                                 : nothing_found)
                                      .in(answer.language);
    blocks.section(text);
    return std::string(text);
}

void add_feedback(Blocks& blocks, const AssistantAnswer& answer) {
    const std::string helpful = feedback_value(true, answer.question_id);
    const std::string unhelpful = feedback_value(false, answer.question_id);
    blocks.feedback("assistant_feedback", {.action_id = feedback_action,
                                           .positive = Text{"Helpful", "도움이 됐어요"}.in(answer.language),
                                           .positive_value = helpful,
                                           .negative = Text{"Not helpful", "도움이 안 됐어요"}.in(answer.language),
                                           .negative_value = unhelpful});
}

}  // namespace

std::string answer_message(const AssistantAnswer& answer) {
    Blocks blocks;
    if (!answer.thread_ts) {
        blocks.context(say(answer.language, {"You asked: {}", "질문: {}"}, escape(answer.question)));
    }
    const std::string text = answer.outcome == "answered"   ? add_sentences(blocks, answer)
                             : answer.outcome == "passages" ? add_passages(blocks, answer)
                                                            : add_no_answer(blocks, answer);
    if (answer.outcome == "stopped") {
        return reply_arguments(text, std::move(blocks), view_of(answer.thread_ts));
    }
    const bool found = answer.outcome == "answered" || answer.outcome == "passages";
    if (found) {
        add_feedback(blocks, answer);
    }
    const std::string id = std::to_string(answer.question_id);
    blocks.actions("assistant_ask_hr", {Button{.action_id = ask_hr_callback,
                                               .text = Text{"Ask HR", "인사팀에 문의"}.in(answer.language),
                                               .value = id,
                                               .style = found ? Button::Style::plain : Button::Style::primary}});
    return reply_arguments(text, std::move(blocks), view_of(answer.thread_ts));
}

}  // namespace gracy::slack
