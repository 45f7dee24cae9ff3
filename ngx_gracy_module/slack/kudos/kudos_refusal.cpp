#include "slack/kudos/kudos_refusal.hpp"

#include "base/english.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/receiving/refusals.hpp"

namespace gracy::slack {

std::string_view no_values(bool may_set_up, http::Language language) {
    return (may_set_up ? http::Text{"No value has been set up yet: add the first one with `/gracy admin`.",
                                    "아직 등록된 핵심 가치가 없어요. `/gracy 관리`에서 첫 가치를 추가해 주세요."}
                       : http::Text{"No value has been set up yet: please ask your administrator.",
                                    "아직 등록된 핵심 가치가 없어요. 관리자에게 문의해 주세요."})
        .in(language);
}

std::optional<std::string> kudos_refusal(const KudosOutcome& outcome, std::string_view person, std::size_t recipients,
                                         Markup markup, http::Language language) {
    const std::string_view why = outcome.outcome;
    const std::string subject = markup == Markup::mrkdwn ? escape(outcome.subject) : std::string(outcome.subject);
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
    if (why == "unknown_recipient") {
        return say(language,
                   {"{0} is not a member here (or is an app), so nobody received anything.",
                    "{0}님은 아직 등록된 구성원이 아니거나 앱이라서, 아무에게도 보내지 않았어요."},
                   person);
    }
    if (why == "inactive_recipient") {
        return say(language,
                   {"{0} is no longer an active member, so nobody received anything.",
                    "{0}님은 지금 활동 중인 구성원이 아니라서, 아무에게도 보내지 않았어요."},
                   person);
    }
    if (why == "duplicate_recipient") {
        return say(language,
                   {"{0} is mentioned twice. Please mention everybody once.",
                    "{0}님이 두 번 적혀 있어요. 한 번씩만 적어 주세요."},
                   person);
    }
    if (why == "too_many_recipients") {
        return say(language,
                   {"One kudos can go to 10 people, and these are {0}. Please send it in several.",
                    "칭찬은 한 번에 10명까지 보낼 수 있는데 {0}명이 적혀 있어요. 나누어 보내 주세요."},
                   recipients);
    }
    if (why == "allowance_exceeded") {
        return say(language,
                   {"This would take {2}, and you have {1} left. Nothing was given.",
                    "{0}점이 필요한데 남은 점수는 {1}점이에요. 아무것도 보내지 않았어요."},
                   subject, outcome.allowance_left.value_or(0),
                   base::counted(http::parse_integer(outcome.subject).value_or(0), "point"));
    }
    if (why == "pair_daily_limit") {
        return say(
            language,
            {"You have thanked {0} enough for one day; tomorrow you can again. Nothing was given.",
             "오늘은 {0}님에게 보낼 수 있는 칭찬을 모두 보냈어요. 내일 다시 보내 주세요. 아무것도 보내지 않았어요."},
            person);
    }
    if (why == "pair_share_limit") {
        return say(
            language,
            {"That is more of your allowance than one person ({0}) can get. Nothing was given: please give fewer "
             "points.",
             "한 사람({0}님)에게는 내 점수의 일부만 보낼 수 있어요. 아무것도 보내지 않았어요. 점수를 줄여 주세요."},
            person);
    }
    if (why == "message_too_short") {
        return say(
            language,
            {"Please say a little more: at least {0} characters.", "조금 더 적어 주세요. {0}자 이상이어야 해요."},
            subject);
    }
    if (why == "invalid_message") {
        return say(language,
                   {"A kudos may be 2,000 characters long, and this one has {0}. Please shorten it.",
                    "칭찬은 2,000자까지 쓸 수 있는데 {0}자예요. 조금 줄여 주세요."},
                   subject);
    }
    if (why == "unknown_giver") {
        return std::string(not_a_member_text.in(language));
    }
    return std::nullopt;
}

}  // namespace gracy::slack
