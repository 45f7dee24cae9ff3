#include "slack/kudos/kudos_reply.hpp"

#include "base/english.hpp"
#include "base/korean.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;
using Problem = KudosText::Problem;

constexpr std::size_t longest_tags = 1500;
constexpr std::size_t longest_quote = 2500;
// What stands around it.
constexpr std::size_t around_quote = 50;

/// "#team_spirit": how a value is written in a command. White space would end the word.
std::string written_tag(std::string_view value) {
    std::string tag = "#";
    for (const char c : value) {
        tag += c == ' ' ? '_' : c;
    }
    return tag;
}

std::string tag_of(std::string_view value) {
    return escape(written_tag(value));
}

/// As many as an answer has room for.
std::string tags_of(const std::vector<std::string_view>& values) {
    std::string tags;
    for (const std::string_view value : values) {
        const std::string tag = tag_of(value);
        if (utf16_length(tags) + utf16_length(tag) > longest_tags) {
            return tags + " …";
        }
        tags += (tags.empty() ? "" : " ") + tag;
    }
    return tags;
}

/// A command as it might be written, with one of the team space's own values.
std::string example(const std::vector<std::string_view>& values, Language language) {
    const Text usual{"teamwork", "협업"};
    return say(language,
               {"`/kudos @mina 3 {0} Thank you for staying until it worked`",
                "`/kudos @민아 3 {0} 끝까지 함께해 주셔서 고마워요`"},
               tag_of(values.empty() ? usual.in(language) : values.front()));
}

std::string choose_from(const KudosOutcome& outcome, Language language) {
    if (outcome.value_names.empty()) {
        return std::string(no_values(outcome.may_set_up, language));
    }
    return say(language, {"Choose one of these: {}", "이 중에서 골라 주세요: {}"}, tags_of(outcome.value_names));
}

/// Everybody who received it, as mentions. A mention hides how its name ends, so 님 carries the particle.
std::string mentions_of(const std::vector<std::string>& ids, Language language) {
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i > 0) {
            text += language == Language::korean || i + 1 < ids.size() ? ", " : " and ";
        }
        text += mention(ids[i]) + (language == Language::korean ? "님" : "");
    }
    return text;
}

std::string quoted(std::string_view message) {
    std::string text = "> ";
    for (const char c : escape(message)) {
        text += c;
        if (c == '\n') {
            text += "> ";
        }
    }
    return text;
}

/// Whom it is about: the Slack user that was mentioned and nobody knows, or a name.
std::string person(const KudosOutcome& outcome, const KudosText& kudos) {
    return outcome.outcome == "unknown_recipient" &&
                   std::ranges::find(kudos.recipients, outcome.subject) != kudos.recipients.end()
               ? mention(outcome.subject)
               : escape(outcome.subject);
}

Message given(const KudosText& kudos, std::string_view giver, Language language) {
    const std::string points =
        kudos.recipients.size() == 1
            ? say(language, {"{0}", "{1}점"}, base::counted(kudos.points, "point"), kudos.points)
            : say(language, {"{0} each", "각 {1}점"}, base::counted(kudos.points, "point"), kudos.points);
    return {.visibility = Message::Visibility::in_channel,
            .text = say(language,
                        {":tada: {0} gave kudos to {1} · *{2}* · {3}\n{4}",
                         ":tada: {0}님이 {1}에게 칭찬을 보냈어요 · *{2}* · {3}\n{4}"},
                        mention(giver), mentions_of(kudos.recipients, language),
                        styled(written_tag(kudos.value.value_or(""))), points, quoted(kudos.message))};
}

std::string unknown_value(const KudosText& kudos, const KudosOutcome& outcome, Language language) {
    if (!kudos.value) {
        return say(language, {"Please say with a # which value this is about.",
                              "어떤 핵심 가치에 대한 칭찬인지 #을 붙여 적어 주세요."}) +
               " " + choose_from(outcome, language);
    }
    return say(language, {"{0} is not one of our values.", "{0}{1} 우리의 핵심 가치가 아니에요."}, tag_of(*kudos.value),
               base::topic_particle(*kudos.value)) +
           " " + choose_from(outcome, language);
}

std::string help(std::optional<std::int32_t> allowance_left, const std::vector<std::string_view>& values,
                 Language language) {
    std::string text =
        say(language,
            {"Thank somebody: mention them, pick a value, and say what for.\n{0}\n"
             "• up to 10 people, or a user group of so many; all get the same number of points (1 when you name none)\n"
             "• values: {1}\n"
             "• `/kudos me`: what you gave and received; `/kudos top`: the leaderboard\n"
             "• `/kudos undo`: take back what you gave in the last 24 hours",
             "고마운 동료를 멘션하고, 핵심 가치를 고르고, 무엇이 고마웠는지 적어 주세요.\n{0}\n"
             "• 한 번에 10명까지, 10명 이하의 사용자 그룹도 돼요. 모두 같은 점수를 받아요 (적지 않으면 1점)\n"
             "• 핵심 가치: {1}\n"
             "• `/kudos 나`: 내가 보내고 받은 칭찬, `/kudos 순위`: 리더보드\n"
             "• `/kudos 취소`: 지난 24시간 안에 보낸 칭찬 되돌리기"},
            example(values, language), tags_of(values));
    if (allowance_left) {
        text += say(language, {"\n• you have {0} left", "\n• 남은 점수: {1}점"},
                    base::counted(*allowance_left, "point"), *allowance_left);
    }
    return text;
}

std::string misread(const KudosText& kudos, Language language) {
    const std::string about = escape(kudos.about);
    switch (kudos.problem) {
        case Problem::plain_mention:
            return say(
                language,
                {"I do not know who {0} is: please pick the name from the list that Slack offers while you type. "
                 "If you did, please tell your administrator: the Slack app's settings of this command must have "
                 "“Escape "
                 "channels, users, and links” on.",
                 "{0}{1} 누구인지 알 수 없어요. 입력할 때 Slack이 보여 주는 목록에서 골라 주세요. 목록에서 골랐는데도 "
                 "그렇다면 관리자에게 알려 주세요. Slack 앱 설정의 이 명령에서 ‘사용자 이름 변환(Escape)’을 켜야 "
                 "해요."},
                about, base::subject_particle(kudos.about));
        case Problem::group_mention:
            return say(
                language,
                {"Kudos go to people, or to one user group of up to 10: please mention them one by one instead of {0}.",
                 "{0}{1} 한꺼번에 칭찬할 수는 없어요. 한 사람씩, 또는 10명까지의 사용자 그룹 하나만 멘션해 주세요."},
                about, base::object_particle(kudos.about));
        case Problem::several_values:
            return say(language,
                       {"Please name one value: #{0} or #{1}.",
                        "핵심 가치는 하나만 적어 주세요. #{0}{2} #{1} 중에서 골라 주세요."},
                       escape(kudos.value.value_or("")), about, base::together_particle(kudos.value.value_or("")));
        case Problem::points_unusable:
            return say(language,
                       {"{0} points cannot be given. Write a whole number from 1 up to what you have left.",
                        "{0}점은 보낼 수 없어요. 1점부터 남은 점수까지 정수로 적어 주세요."},
                       about);
        case Problem::no_message:
            return say(language, {"Please say what you are thankful for.", "무엇이 고마웠는지 함께 적어 주세요."});
        default:
            return say(language,
                       {"Whom is it for? Please mention them.", "누구에게 보낼까요? 받는 사람을 멘션해 주세요."});
    }
}

}  // namespace

std::optional<Message> kudos_reply(const KudosText& kudos, std::string_view giver_user_id, const KudosOutcome& outcome,
                                   Language language) {
    if (outcome.outcome == "ok") {
        return given(kudos, giver_user_id, language);
    }
    auto text = outcome.outcome == "unknown_value"
                    ? std::optional(unknown_value(kudos, outcome, language))
                    : kudos_refusal(outcome, person(outcome, kudos), kudos.recipients.size(), Markup::mrkdwn, language);
    if (!text) {
        return std::nullopt;
    }
    return Message{.visibility = Message::Visibility::ephemeral, .text = std::move(*text)};
}

std::string kudos_problem(const KudosText& kudos, Language language) {
    return misread(kudos, language);
}

Message kudos_text_reply(const KudosText& kudos, std::optional<std::int32_t> allowance_left,
                         const std::vector<std::string_view>& value_names, Language language) {
    if (kudos.problem == Problem::help) {
        return {.visibility = Message::Visibility::ephemeral, .text = help(allowance_left, value_names, language)};
    }
    return {.visibility = Message::Visibility::ephemeral,
            .text = misread(kudos, language).append("\n").append(example(value_names, language))};
}

std::string with_quote(std::string answer, std::string_view command_text, Language language) {
    std::string text = plain_text(command_text);
    // Would end the block that it is shown in.
    std::ranges::replace(text, '`', '\'');
    const std::size_t taken = std::min(utf16_length(answer) + around_quote, block_limit::message_text);
    text = shorten_mrkdwn(escape(text), std::min(longest_quote, block_limit::message_text - taken));
    return answer.append("\n")
        .append(Text{"You wrote:", "적으신 내용:"}.in(language))
        .append("\n```/kudos ")
        .append(text)
        .append("```");
}

}  // namespace gracy::slack
