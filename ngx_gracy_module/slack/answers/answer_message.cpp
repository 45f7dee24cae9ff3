#include "slack/answers/answer_message.hpp"

#include "slack/answers/answer_clicks.hpp"
#include "slack/answers/excerpt.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/markdown.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/reply.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"

#include <algorithm>
#include <limits>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr std::size_t passages_shown = 3;
constexpr std::size_t longest_excerpt = 200;
// As much as Slack's own clients send at once.
constexpr std::size_t part_length = 256;

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
std::string excerpt_of(JsonView source, const AssistantAnswer& answer) {
    std::string said;
    for (const JsonView sentence : answer.answer.view().elements()) {
        for (const JsonView cited : sentence["cite"].elements()) {
            said += text_of(cited) == text_of(source["id"]) ? text_of(sentence["text"]) + "\n" : "";
        }
    }
    return excerpt(text_of(source["text"]), said, longest_excerpt);
}

/// Why there are passages and no sentences.
Text passages_note(std::string_view reason) {
    if (reason == "budget") {
        return {"Today's budget for AI is spent, so here is what the policies say, word for word.",
                "오늘의 AI 예산을 다 써서 규정 원문을 보여 드려요."};
    }
    if (reason == "unverified") {
        return {"I could not make sure of the AI's answer, so here is what the policies say, word for word.",
                "AI 답변을 규정으로 확인하지 못해 원문을 보여 드려요."};
    }
    if (reason == "declined") {
        return {
            "The AI declined to answer this, so here is what the policies say, word for word. Other words may help.",
            "AI가 이 질문에 답하지 않아 규정 원문을 보여 드려요. 표현을 바꿔 다시 물어보세요."};
    }
    return {"The AI cannot be used right now, so here is what the policies say, word for word.",
            "AI 요약을 쓸 수 없어 원문을 보여 드려요."};
}

constexpr Text nothing_found{"I have not found this in the company's policies. HR can help.",
                             "회사 규정에서 답을 찾지 못했어요. 인사 담당자에게 물어보세요."};
constexpr Text stopped{"This question was stopped.", "질문을 중지했어요."};
constexpr Text stopped_halfway{"You stopped this answer here.", "여기에서 답변을 멈췄어요."};
constexpr Text failed{"This question could not be answered. Please ask again, or ask HR.",
                      "답변을 만들지 못했어요. 다시 물어보거나 인사 담당자에게 문의해 주세요."};
constexpr Text for_hr{"This is one for a person: HR can settle it.",
                      "사람이 확인해야 하는 내용이에요. 인사 담당자에게 문의해 주세요."};
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

/// "연차는 15일이에요. [1] [2]"
template <class Form>
std::string cited(JsonView sentence, Citations& citations, Form form) {
    std::string text = form(text_of(sentence["text"]));
    for (const JsonView source : sentence["cite"].elements()) {
        text += " " + citations.mark(source);
    }
    return text;
}

std::string as_it_is(std::string text) {
    return text;
}

/// So many of them, from the first.
std::string sentences_of(const AssistantAnswer& answer, std::size_t most, Citations& citations) {
    std::string sentences;
    for (const JsonView sentence : answer.answer.view().elements()) {
        if (most-- == 0) {
            break;
        }
        sentences += (sentences.empty() ? "" : " ") + cited(sentence, citations, as_it_is);
    }
    return sentences;
}

/// Beneath what a model has written. The same in words.
std::string add_sources(Blocks& blocks, const AssistantAnswer& answer, const Citations& citations) {
    std::string words(ai_label.in(answer.language));
    blocks.context(words);
    for (std::size_t i = 0; i < citations.ids().size(); ++i) {
        for (const JsonView source : answer.sources.view().elements()) {
            if (text_of(source["id"]) == citations.ids()[i]) {
                const std::string cited =
                    fmt::format("[{}] *{}*{}\n“{}”", i + 1, styled(place_of(source)),
                                effective(source, answer.language), escape(excerpt_of(source, answer)));
                blocks.verbatim_context(cited);
                words += "\n" + cited;
            }
        }
    }
    return words;
}

// What these add is what they return in words: screen readers are told nothing else of a message.

std::string add_sentences(Blocks& blocks, const AssistantAnswer& answer) {
    Citations citations;
    const std::string sentences = sentences_of(answer, std::numeric_limits<std::size_t>::max(), citations);
    blocks.rich_text({{.text = sentences}});
    return escape(sentences) + "\n" + add_sources(blocks, answer, citations);
}

std::string add_passages(Blocks& blocks, const AssistantAnswer& answer) {
    const std::string_view note = passages_note(answer.reason).in(answer.language);
    blocks.section(note);
    std::string words(note);
    std::size_t shown = 0;
    for (const JsonView source : answer.sources.view().elements()) {
        if (++shown <= passages_shown) {
            const std::string place = place_of(source) + effective(source, answer.language);
            const std::string text = text_of(source["text"]);
            blocks.rich_text({{.text = place, .bold = true}, {.kind = RichPart::Kind::quote, .text = text}});
            words += "\n\n" + escape(place) + "\n" + escape(text);
        }
    }
    return words;
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

void add_ask_hr(Blocks& blocks, const AssistantAnswer& answer, Button::Style style) {
    const std::string id = std::to_string(answer.question_id);
    blocks.actions("assistant_ask_hr", {Button{.action_id = ask_hr_callback,
                                               .text = Text{"Ask HR", "인사팀에 문의"}.in(answer.language),
                                               .value = id,
                                               .style = style}});
}

/// What was left open, in the question's own words, and that a person should look at it.
std::string add_what_is_open(Blocks& blocks, const AssistantAnswer& answer) {
    std::string words;
    if (answer.missing) {
        const std::string missing =
            say(answer.language, {"The policies do not say: {}", "규정에 나와 있지 않은 내용: {}"},
                escape(*answer.missing));
        blocks.verbatim_context(missing);
        words += "\n" + missing;
    }
    if (answer.escalate && answer.outcome == "answered") {
        blocks.section(for_hr.in(answer.language));
        words.append("\n").append(for_hr.in(answer.language));
    }
    return words;
}

/// Whether it helped, and who may help instead.
std::string add_next_steps(Blocks& blocks, const AssistantAnswer& answer) {
    if (answer.outcome == "stopped") {
        return {};
    }
    std::string words = add_what_is_open(blocks, answer);
    const bool found = answer.outcome == "answered" || answer.outcome == "passages";
    if (found) {
        add_feedback(blocks, answer);
    }
    const bool is_for_hr = answer.escalate || !found;
    add_ask_hr(blocks, answer, is_for_hr ? Button::Style::primary : Button::Style::plain);
    return words;
}

}  // namespace

std::string answer_message(const AssistantAnswer& answer) {
    Blocks blocks;
    if (!answer.thread_ts) {
        blocks.verbatim_context(say(answer.language, {"You asked: {}", "질문: {}"}, escape(answer.question)));
    }
    std::string text = answer.outcome == "answered"   ? add_sentences(blocks, answer)
                       : answer.outcome == "passages" ? add_passages(blocks, answer)
                                                      : add_no_answer(blocks, answer);
    text += add_next_steps(blocks, answer);
    return reply_arguments(text, std::move(blocks), view_of(answer.thread_ts));
}

std::vector<AnswerPart> answer_parts(const AssistantAnswer& answer) {
    std::vector<AnswerPart> parts;
    Citations citations;
    std::size_t sentences = 0;
    for (const JsonView sentence : answer.answer.view().elements()) {
        const std::string text = cited(sentence, citations, literal_markdown);
        if (parts.empty() || utf16_length(parts.back().markdown) >= part_length) {
            parts.emplace_back();
        }
        parts.back().markdown += (sentences == 0 ? "" : " ") + text;
        parts.back().sentences = ++sentences;
    }
    return parts;
}

std::string answer_ending(const AssistantAnswer& answer) {
    Blocks blocks;
    if (answer.outcome == "answered") {
        Citations citations;
        sentences_of(answer, std::numeric_limits<std::size_t>::max(), citations);
        add_sources(blocks, answer, citations);
    } else if (answer.outcome == "passages") {
        add_passages(blocks, answer);
    } else {
        add_no_answer(blocks, answer);
    }
    add_next_steps(blocks, answer);
    return blocks.take();
}

std::string halved_answer_message(const AssistantAnswer& answer, std::size_t sentences) {
    Blocks blocks;
    Citations citations;
    const std::string shown = sentences_of(answer, sentences, citations);
    blocks.rich_text({{.text = shown}});
    const std::string_view stop = stopped_halfway.in(answer.language);
    blocks.section(stop);
    const std::string words = fmt::format("{}\n{}\n{}", escape(shown), stop, add_sources(blocks, answer, citations));
    add_ask_hr(blocks, answer, Button::Style::plain);
    return reply_arguments(words, std::move(blocks), view_of(answer.thread_ts));
}

}  // namespace gracy::slack
