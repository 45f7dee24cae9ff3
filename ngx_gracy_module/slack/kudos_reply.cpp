#include "slack/kudos_reply.hpp"

#include "slack/korean.hpp"
#include "slack/mrkdwn.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;
using Problem = KudosText::Problem;

/// Formats the sentence of the language; both take the same arguments and use those they need.
template <class... Arguments>
std::string say(Language language, Text text, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(text.in(language)), arguments...);
}

/// "#team_spirit": how a value is written in a command. White space would end the word.
std::string tag_of(std::string_view value) {
    std::string tag = "#";
    for (const char c : value) {
        tag += c == ' ' ? '_' : c;
    }
    return escape(tag);
}

std::string tags_of(const std::vector<std::string_view>& values) {
    std::string tags;
    for (const std::string_view value : values) {
        tags += (tags.empty() ? "" : " ") + tag_of(value);
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

std::string choose_from(const std::vector<std::string_view>& values, Language language) {
    if (values.empty()) {
        return say(language, {"No value has been set up yet: please ask your administrator.",
                              "아직 등록된 가치가 없어요. 관리자에게 문의해 주세요."});
    }
    return say(language, {"Choose one of these: {}", "이 중에서 골라 주세요: {}"}, tags_of(values));
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

/// Who an unknown recipient is: the Slack user that was mentioned, or a name.
std::string person(std::string_view subject, const KudosText& kudos) {
    return std::ranges::find(kudos.recipients, subject) != kudos.recipients.end() ? mention(subject) : escape(subject);
}

Message given(const KudosText& kudos, std::string_view giver, Language language) {
    const std::string points =
        kudos.recipients.size() == 1
            ? say(language, kudos.points == 1 ? Text{"1 point", "1점"} : Text{"{} points", "{}점"}, kudos.points)
            : say(language, kudos.points == 1 ? Text{"1 point each", "각 1점"} : Text{"{} points each", "각 {}점"},
                  kudos.points);
    return {.visibility = Message::Visibility::in_channel,
            .text = say(language,
                        {":tada: {0} gave kudos to {1} · *{2}* · {3}\n{4}",
                         ":tada: {0}님이 {1}에게 칭찬을 보냈어요 · *{2}* · {3}\n{4}"},
                        mention(giver), mentions_of(kudos.recipients, language), tag_of(kudos.value.value_or("")),
                        points, quoted(kudos.message))};
}

std::string unknown_value(const KudosText& kudos, const KudosOutcome& outcome, Language language) {
    if (!kudos.value) {
        return say(language, {"Please say with a # which value this is about.",
                              "어떤 가치에 대한 칭찬인지 #을 붙여 적어 주세요."}) +
               " " + choose_from(outcome.value_names, language);
    }
    return say(language, {"{0} is not one of our values.", "{0}{1} 우리의 가치가 아니에요."}, tag_of(*kudos.value),
               topic_particle(*kudos.value)) +
           " " + choose_from(outcome.value_names, language);
}

std::optional<std::string> refusal(const KudosText& kudos, const KudosOutcome& outcome, Language language) {
    const std::string_view why = outcome.outcome;
    const std::string_view subject = outcome.subject;
    if (why == "replayed") {
        return say(language, {"This kudos was recorded before. Nothing was counted twice.",
                              "이미 기록된 칭찬이에요. 두 번 반영되지 않았어요."});
    }
    if (why == "key_reused") {
        return say(language,
                   {"This command arrived before with other words, so it was not recorded. Please write it again.",
                    "같은 명령이 다른 내용으로 이미 들어와서 기록하지 않았어요. 다시 입력해 주세요."});
    }
    if (why == "self_kudos") {
        return say(language, {"Kudos are for others: you cannot give them to yourself.",
                              "칭찬은 자기 자신에게는 보낼 수 없어요."});
    }
    if (why == "unknown_value") {
        return unknown_value(kudos, outcome, language);
    }
    if (why == "unknown_recipient") {
        return say(language,
                   {"{0} is not a member here (or is an app), so nobody received anything.",
                    "{0}님은 아직 등록된 구성원이 아니거나 앱이라서, 아무에게도 보내지 않았어요."},
                   person(subject, kudos));
    }
    if (why == "inactive_recipient") {
        return say(language,
                   {"{0} is no longer an active member, so nobody received anything.",
                    "{0}님은 지금 활동 중인 구성원이 아니라서, 아무에게도 보내지 않았어요."},
                   escape(subject));
    }
    if (why == "duplicate_recipient") {
        return say(language,
                   {"{0} is mentioned twice. Please mention everybody once.",
                    "{0}님이 두 번 적혀 있어요. 한 번씩만 적어 주세요."},
                   escape(subject));
    }
    if (why == "too_many_recipients") {
        return say(language,
                   {"One kudos can go to 10 people, and these are {0}.",
                    "칭찬은 한 번에 10명까지 보낼 수 있는데 {0}명이 적혀 있어요."},
                   kudos.recipients.size());
    }
    if (why == "allowance_exceeded") {
        return say(language,
                   {"This would take {0} points, and you have {1} left. Nothing was given.",
                    "{0}점이 필요한데 남은 점수는 {1}점이에요. 아무것도 보내지 않았어요."},
                   escape(subject), outcome.allowance_left.value_or(0));
    }
    if (why == "pair_daily_limit") {
        return say(
            language,
            {"You have thanked {0} enough for one day; tomorrow you can again. Nothing was given.",
             "오늘은 {0}님에게 보낼 수 있는 칭찬을 모두 보냈어요. 내일 다시 보내 주세요. 아무것도 보내지 않았어요."},
            escape(subject));
    }
    if (why == "pair_share_limit") {
        return say(language,
                   {"That is more of your allowance than one person ({0}) can get. Nothing was given.",
                    "한 사람({0}님)에게는 내 점수의 일부만 보낼 수 있어요. 아무것도 보내지 않았어요."},
                   escape(subject));
    }
    if (why == "message_too_short") {
        return say(
            language,
            {"Please say a little more: at least {0} characters.", "조금 더 적어 주세요. {0}자 이상이어야 해요."},
            escape(subject));
    }
    if (why == "invalid_message") {
        return say(language,
                   {"A kudos may be 2,000 characters long, and this one has {0}. Please shorten it.",
                    "칭찬은 2,000자까지 쓸 수 있는데 {0}자예요. 조금 줄여 주세요."},
                   escape(subject));
    }
    if (why == "unknown_giver") {
        return say(language, {"You are not a member of this team space yet: please ask your administrator.",
                              "아직 이 팀 스페이스의 구성원이 아니에요. 관리자에게 등록을 부탁해 주세요."});
    }
    return std::nullopt;
}

std::string help(std::optional<std::int32_t> allowance_left, const std::vector<std::string_view>& values,
                 Language language) {
    std::string text = say(language,
                           {"Thank somebody: mention them, pick a value, and say what for.\n{0}\n"
                            "• up to 10 people, all get the same number of points (1 when you name none)\n"
                            "• values: {1}",
                            "고마운 동료를 멘션하고, 가치를 고르고, 무엇이 고마웠는지 적어 주세요.\n{0}\n"
                            "• 한 번에 10명까지, 모두 같은 점수를 받아요 (적지 않으면 1점)\n"
                            "• 가치: {1}"},
                           example(values, language), tags_of(values));
    if (allowance_left) {
        text += say(language, {"\n• you have {0} points left", "\n• 남은 점수: {0}점"}, *allowance_left);
    }
    return text;
}

std::string misread(const KudosText& kudos, Language language) {
    const std::string about = escape(kudos.about);
    switch (kudos.problem) {
        case Problem::plain_mention:
            return say(
                language,
                {"I do not know who {0} is: please pick the name from the list that Slack offers while you type.",
                 "{0}{1} 누구인지 알 수 없어요. 입력할 때 Slack이 보여 주는 목록에서 골라 주세요."},
                about, subject_particle(kudos.about));
        case Problem::group_mention:
            return say(language,
                       {"Kudos go to people: please mention them one by one instead of {0}.",
                        "{0}{1} 한꺼번에 칭찬할 수는 없어요. 한 사람씩 멘션해 주세요."},
                       about, object_particle(kudos.about));
        case Problem::several_values:
            return say(
                language,
                {"Please name one value: #{0} or #{1}.", "가치는 하나만 적어 주세요. #{0}{2} #{1} 중에서 골라 주세요."},
                escape(kudos.value.value_or("")), about, together_particle(kudos.value.value_or("")));
        case Problem::points_unusable:
            return say(language, {"{0} is not a number of points that can be given.", "{0}점은 보낼 수 없는 점수예요."},
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
    auto text = refusal(kudos, outcome, language);
    if (!text) {
        return std::nullopt;
    }
    return Message{.visibility = Message::Visibility::ephemeral, .text = std::move(*text)};
}

Message kudos_text_reply(const KudosText& kudos, std::optional<std::int32_t> allowance_left,
                         const std::vector<std::string_view>& value_names, Language language) {
    if (kudos.problem == Problem::help) {
        return {.visibility = Message::Visibility::ephemeral, .text = help(allowance_left, value_names, language)};
    }
    return {.visibility = Message::Visibility::ephemeral,
            .text = misread(kudos, language).append("\n").append(example(value_names, language))};
}

}  // namespace gracy::slack
