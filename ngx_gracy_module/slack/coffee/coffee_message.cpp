#include "slack/coffee/coffee_message.hpp"

#include "base/json_writer.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/both_languages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/coffee/ice_breakers.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

// More is an interview.
constexpr std::size_t most_in_common = 3;

/// Korean first, as in all that has both.
std::vector<Language> languages_of(const CoffeeGroup& group) {
    std::vector<Language> languages;
    for (const Language language : {Language::korean, Language::english}) {
        if (std::ranges::any_of(group.people, [&](const auto& person) { return person.language == language; })) {
            languages.push_back(language);
        }
    }
    return languages;
}

std::string listed(const CoffeeGroup& group, Language language) {
    std::string text;
    for (std::size_t i = 0; i < group.people.size(); ++i) {
        const bool last = i + 1 == group.people.size();
        if (i > 0) {
            text += language == Language::english && last ? " and " : ", ";
        }
        text += mention(group.people[i].user_id) + (language == Language::korean ? "님" : "");
    }
    return text;
}

std::string greeting(const CoffeeGroup& group, Language language) {
    return say(language,
               {"Hello {0}! This round of _{1}_ brings you together. Find half an hour that suits you {2}.",
                "{0}, 안녕하세요! 이번 _{1}_ 모임에서 함께할 분들이에요. 서로 편한 시간에 30분쯤 이야기 나눠 보세요."},
               listed(group, language), styled(group.program), group.people.size() == 2 ? "both" : "all");
}

/// What the people can begin with; empty when nothing is known.
std::string in_common(const CoffeeGroup& group, Language language) {
    std::vector<std::string> lines;
    const auto add = [&](const std::optional<Text>& what, Text sentence) {
        if (what) {
            lines.push_back(say(language, sentence, escape(what->in(language))));
        }
    };
    add(group.value, {"Colleagues have thanked each of you for “{}”", "동료들에게 ‘{}’ 가치로 칭찬을 받았어요"});
    add(group.team, {"You are in the same team: {}", "같은 팀이에요: {}"});
    if (group.hired_year) {
        lines.push_back(
            say(language, {"You joined in the same year: {}", "같은 해에 입사했어요: {}년"}, *group.hired_year));
    }
    add(group.department, {"You are in the same department: {}", "같은 부서예요: {}"});
    add(group.location, {"You work at the same place: {}", "같은 곳에서 일해요: {}"});
    std::string text;
    for (std::size_t i = 0; i < std::min(lines.size(), most_in_common); ++i) {
        text += (i > 0 ? "\n• " : "• ") + lines[i];
    }
    return text.empty() ? text
                        : std::string(Text{"*What you have in common*\n", "*서로의 공통점*\n"}.in(language)) + text;
}

constexpr std::string_view action_prefix = "coffee_met_";
constexpr std::string_view resume_prefix = "coffee_resume_";
constexpr Text resume_label{"Take part again", "다시 참여하기"};

struct Choice {
    CoffeeAnswer answer;
    std::string_view name;
    Text button;
    /// In place of the question, when it was chosen.
    Text said;
};

constexpr std::array<Choice, 3> choices{
    {{.answer = CoffeeAnswer::yes,
      .name = "yes",
      .button = {"Yes, we met", "네, 만났어요"},
      .said = {":white_check_mark: _{1}_ · You met {0}. Good to hear!",
               ":white_check_mark: _{1}_ · {0}과 만났어요. 알려 줘서 고마워요!"}},
     {.answer = CoffeeAnswer::not_yet,
      .name = "not_yet",
      .button = {"Not yet", "아직이에요"},
      .said = {":hourglass: _{1}_ · Not yet: you and {0}. Tell me here when you have met.",
               ":hourglass: _{1}_ · {0}과는 아직이에요. 만나면 여기에서 알려 주세요."}},
     {.answer = CoffeeAnswer::no,
      .name = "no",
      .button = {"No", "아니요"},
      .said = {":heavy_minus_sign: _{1}_ · You did not meet {0} this time.",
               ":heavy_minus_sign: _{1}_ · 이번에는 {0}과 만나지 못했어요."}}}};

std::string listed(const std::vector<std::string_view>& names, Language language) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool last = i + 1 == names.size();
        if (i > 0) {
            text += language == Language::english && last ? " and " : ", ";
        }
        text += escape(names[i]) + (language == Language::korean ? "님" : "");
    }
    return text;
}

}  // namespace

std::string_view name_of(CoffeeAnswer answer) {
    return std::ranges::find(choices, answer, &Choice::answer)->name;
}

std::optional<CoffeeAnswer> coffee_answer_behind(std::string_view action_id) {
    if (!action_id.starts_with(action_prefix)) {
        return std::nullopt;
    }
    const auto* const found = std::ranges::find(choices, action_id.substr(action_prefix.size()), &Choice::name);
    return found == choices.end() ? std::nullopt : std::optional(found->answer);
}

std::string coffee_question(const CoffeeQuestion& question, std::optional<CoffeeAnswer> answer, Language language) {
    const std::string names = listed(question.others, language);
    const std::string program = styled(question.program);
    Text sentence{":coffee: _{1}_ · Did you meet {0}?", ":coffee: _{1}_ · {0}과 만났나요?"};
    const std::string round = std::to_string(question.round_id);
    std::vector<std::string> actions;
    for (const Choice& choice : choices) {
        actions.push_back(std::string(action_prefix).append(choice.name));
    }
    std::vector<Button> buttons;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].answer == answer) {
            sentence = choices[i].said;
        } else {
            const bool hoped_for = !answer && choices[i].answer == CoffeeAnswer::yes;
            buttons.push_back({.action_id = actions[i],
                               .text = choices[i].button.in(language),
                               .value = round,
                               .style = hoped_for ? Button::Style::primary : Button::Style::plain});
        }
    }
    const std::string text = say(language, sentence, names, program);
    Blocks blocks;
    blocks.section(text);
    blocks.actions("coffee_met", buttons);
    if (!answer) {
        blocks.context(
            Text{"Others only see how many met.", "다른 사람은 몇 명이 만났는지만 볼 수 있어요."}.in(language));
    }
    return message_arguments(text, std::move(blocks));
}

std::string coffee_introduction(const CoffeeGroup& group) {
    std::string names;
    for (const CoffeePerson& person : group.people) {
        names.append(names.empty() ? "☕ " : " · ").append(person.name);
    }
    Blocks blocks;
    blocks.header(names);
    std::string notification;
    for (const Language language : languages_of(group)) {
        if (!notification.empty()) {
            blocks.divider();
            notification += "\n";
        }
        const std::string hello = greeting(group, language);
        notification += hello;
        blocks.section(hello);
        if (const std::string ground = in_common(group, language); !ground.empty()) {
            blocks.section(ground);
        }
        blocks.section(say(language,
                           {":speech_balloon: To begin with: {}", ":speech_balloon: 이렇게 시작해 보세요: {}"},
                           ice_breaker(group.draw).in(language)));
        blocks.context(
            Text{"In a few days I ask each of you whether you met.", "며칠 뒤에 만났는지 한 분씩 여쭤볼게요."}.in(
                language));
    }
    return message_arguments(notification, std::move(blocks));
}

std::string coffee_joined(std::string_view program, std::optional<std::string_view> next_round, Language language) {
    std::string text =
        say(language, {":coffee: You take part in *{}*.", ":coffee: *{}* 모임에 참여하고 있어요."}, styled(program));
    if (next_round) {
        text += "\n" + coffee_next_round(*next_round, language);
    }
    return text;
}

std::string coffee_next_round(std::string_view next_round, Language language) {
    return say(language, {"The next round: {}", "다음 모임: {}"}, next_round);
}

std::string coffee_names(const std::vector<std::string_view>& names, Language language) {
    return listed(names, language);
}

std::string coffee_status(std::string_view text, std::optional<std::int64_t> paused_in, Language language) {
    const std::string program = paused_in ? std::to_string(*paused_in) : std::string();
    const std::string action = std::string(resume_prefix) + program;
    std::vector<Button> buttons;
    if (paused_in) {
        buttons.push_back({.action_id = action, .text = resume_label.in(language), .value = program});
    }
    buttons.push_back(
        {.action_id = coffee_form_callback, .text = Text{"Coffee settings", "커피 모임 설정"}.in(language)});
    Blocks blocks;
    blocks.section(text);
    blocks.actions("coffee_pause", buttons);
    return blocks.take();
}

std::string coffee_resume_buttons() {
    return button_in_both_languages(resume_prefix, resume_label);
}

bool is_coffee_resume(std::string_view action_id) {
    return action_id.starts_with(resume_prefix);
}

CoffeeNotice coffee_notice_of(base::JsonView blocks, std::string_view clicked) {
    CoffeeNotice notice;
    for (const base::JsonView block : blocks.elements()) {
        if (block["type"].string() == "section") {
            notice.sections.push_back(block["text"]["text"].string().value_or(""));
        }
        for (const base::JsonView element : block["elements"].elements()) {
            const std::string_view action = element["action_id"].string().value_or("");
            if (!action.empty() && action != clicked) {
                notice.buttons.push_back({.action_id = action,
                                          .text = element["text"]["text"].string().value_or(""),
                                          .value = element["value"].string().value_or("")});
            }
        }
    }
    return notice;
}

std::string coffee_resumed(const CoffeeNotice& before, std::string_view now) {
    Blocks blocks;
    for (const std::string_view section : before.sections) {
        blocks.section(section);
    }
    blocks.section(now);
    if (!before.buttons.empty()) {
        blocks.actions("coffee_pause", before.buttons);
    }
    return message_arguments(now, std::move(blocks));
}

}  // namespace gracy::slack
