#include "slack/home/home.hpp"

#include "base/english.hpp"
#include "slack/administration/administration_buttons.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/kudos/message_link.hpp"
#include "slack/settings/settings_form.hpp"
#include "slack/surveys/survey_form.hpp"

#include <string>
#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

// Leaves room for the rest of a view's hundred blocks, and for a section's length.
constexpr std::size_t longest_excerpt = 300;
constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_duty = 150;

std::string line_of(const HomeKudos& kudos, Language language) {
    const std::string giver = kudos.giver.empty() ? std::string(Text{"Somebody", "누군가"}.in(language))
                                                  : styled(kudos.giver) + (language == Language::korean ? "님" : "");
    return say(language, {"*{0}* · {1}\n{2}{3}", "*{0}* · {1}\n{2}{3}"}, giver, escape(kudos.value),
               escape(shorten(kudos.message, longest_excerpt)), message_link(kudos.link, language));
}

/// Celebrated, and not named.
std::int64_t others_than_named(const HomeNews& news) {
    return news.celebrated_count - static_cast<std::int64_t>(news.celebrated.size());
}

std::vector<std::string> lines_of(const HomeNews& news, Language language) {
    std::vector<std::string> lines;
    if (!news.celebrated.empty()) {
        std::string names;
        for (const std::string_view name : news.celebrated) {
            names += (names.empty() ? "" : ", ") + escape(shorten(name, longest_name)) +
                     (language == Language::korean ? "님" : "");
        }
        const auto others = others_than_named(news);
        if (others > 0) {
            names += say(language, {" and {1}", " 외 {0}명"}, others, base::counted(others, "other"));
        }
        lines.push_back(say(language, {":tada: Today we celebrate {}", ":tada: 오늘 함께 축하해요: {}"}, names));
    }
    if (news.coffee && news.coffee_at) {
        lines.push_back(say(language, {":coffee: Your next coffee: {0} · {1}", ":coffee: 다음 커피 모임: {0} · {1}"},
                            escape(*news.coffee_at), escape(shorten(*news.coffee, longest_name))));
    }
    return lines;
}

std::string leaderboard(const std::vector<HomeLeader>& leaders, Language language) {
    std::string text(Text{"*Who received most this month*", "*이번 달에 많이 받은 사람*"}.in(language));
    std::int32_t place = 0;
    std::int32_t before = 0;
    for (const HomeLeader& leader : leaders) {
        // The same points are the same place, and the next ones the next.
        place += leader.points == before ? 0 : 1;
        before = leader.points;
        text += say(language, {"\n{0}. {1} · {3}", "\n{0}위 {1}님 · {2}점"}, place,
                    escape(shorten(leader.name, longest_name)), leader.points, base::counted(leader.points, "point"));
    }
    return text;
}

std::string duties_of(const HomeDuties& duties, Language language) {
    std::string text(Text{"*For administrators*", "*관리자 할 일*"}.in(language));
    const auto add = [&](bool shown, const std::string& line) {
        if (shown) {
            text += "\n" + line;
        }
    };
    add(duties.trouble.has_value(),
        say(language,
            {":warning: Slack refuses my token ({0}): please install the app again.",
             ":warning: Slack이 앱의 토큰을 거부하고 있어요({0}). 앱을 다시 설치해 주세요."},
            escape(shorten(duties.trouble.value_or(""), longest_name))));
    add(duties.to_approve > 0,
        say(language, {":mega: {1} for approval", ":mega: 승인을 기다리는 공지 {0}개"}, duties.to_approve,
            base::counted(duties.to_approve, "announcement waits", "announcements wait")));
    add(duties.unacknowledged > 0,
        say(language,
            {":eyes: {1} missing for announcements of the last two weeks", ":eyes: 최근 2주 공지 미확인 {0}건"},
            duties.unacknowledged, base::counted(duties.unacknowledged, "acknowledgement")));
    add(duties.open_tickets > 0,
        say(language, {":speech_balloon: {1}", ":speech_balloon: 답을 기다리는 문의 {0}건"}, duties.open_tickets,
            base::counted(duties.open_tickets, "open question to HR", "open questions to HR")));
    if (!duties.trouble && duties.to_approve + duties.unacknowledged + duties.open_tickets == 0) {
        text += Text{"\n:white_check_mark: Nothing waits for you.", "\n:white_check_mark: 처리할 일이 없어요."}.in(
            language);
    }
    return text;
}

std::string line_of(std::string_view emoji, const HomeWaiting& waiting) {
    return fmt::format("{} *{}*\n{}", emoji, styled(shorten(waiting.title, longest_name)),
                       escape(shorten(waiting.text, longest_duty)));
}

/// Each with the button behind which it is seen to.
void add_waiting(Blocks& view, const HomeDuties& duties, Language language) {
    for (const HomeWaiting& announcement : duties.announcements) {
        view.section(line_of(":mega:", announcement), Button{.action_id = review_callback,
                                                             .text = Text{"Review", "검토"}.in(language),
                                                             .value = announcement.id});
    }
    for (const HomeWaiting& ticket : duties.tickets) {
        view.section(line_of(":speech_balloon:", ticket), ticket_answer_button(ticket.id, language));
    }
}

}  // namespace

std::string home_of(const Home& home) {
    const Language language = home.language;
    Blocks view;
    view.header("Gracy");
    if (home.today) {
        view.context(day_in_words(*home.today, language));
    }
    if (!home.allowance_left) {
        view.section(home.refusal);
        return home_view(std::move(view));
    }
    std::vector<std::string> fields{say(language, {"*Left to give*\n{1}", "*보낼 수 있는 점수*\n{0}점"},
                                        *home.allowance_left, base::counted(*home.allowance_left, "point")),
                                    say(language, {"*Received this month*\n{1}", "*이번 달에 받은 점수*\n{0}점"},
                                        home.received, base::counted(home.received, "point")),
                                    say(language, {"*Given this month*\n{1}", "*이번 달에 보낸 점수*\n{0}점"},
                                        home.given, base::counted(home.given, "point"))};
    if (home.news.place) {
        fields.push_back(say(language, {"*Place this month*\n{}", "*이번 달 순위*\n{}위"}, *home.news.place));
    }
    view.fields(fields);
    view.actions("home_actions",
                 {Button{.action_id = give_kudos_action,
                         .text = Text{"Give kudos", "칭찬 보내기"}.in(language),
                         .style = Button::Style::primary},
                  Button{.action_id = ask_hr_callback, .text = Text{"Ask HR", "인사팀에 문의"}.in(language)},
                  Button{.action_id = settings_callback, .text = Text{"Settings", "설정"}.in(language)}});
    view.context(Text{"`/gracy help` shows everything that I can do.",
                      "`/gracy 도움말`을 입력하면 할 수 있는 일을 모두 볼 수 있어요."}
                     .in(language));
    if (home.duties) {
        view.divider();
        view.section(duties_of(*home.duties, language));
        add_waiting(view, *home.duties, language);
        add_administration_buttons(view, language);
        view.divider();
    }
    for (const std::string& line : lines_of(home.news, language)) {
        view.context(line);
    }
    for (const HomeSurvey& survey : home.news.surveys) {
        view.section(say(language,
                         {":ballot_box_with_ballot: Survey “{0}”: open until {1}",
                          ":ballot_box_with_ballot: 설문 ‘{0}’에 {1}까지 응답할 수 있어요"},
                         escape(shorten(survey.title, longest_excerpt)), escape(survey.until)),
                     survey_button(survey.wave_id, language));
    }
    view.divider();
    view.section(
        home.mood ? say(language,
                        {"*Today*\n{} Noted. You can change it until midnight: tap another one.",
                         "*오늘 하루*\n{} 남겼어요. 자정까지 다른 얼굴을 눌러 바꿀 수 있어요."},
                        face_of(*home.mood))
                  : std::string(
                        Text{"*How's your day?* One tap is enough.", "*오늘 하루는 어떤가요?* 한 번만 누르면 돼요."}.in(
                            language)));
    add_faces(view, home.mood, home.language);
    view.context(Text{"Only you see it.", "나만 볼 수 있어요."}.in(language));
    view.divider();
    view.section(Text{"*What others thanked you for*", "*최근에 받은 칭찬*"}.in(language));
    if (home.kudos.empty()) {
        view.context(Text{"Nothing yet. Be the one who begins: thank a colleague today.",
                          "아직 없어요. 오늘 고마운 동료에게 먼저 칭찬을 보내 보세요."}
                         .in(language));
    }
    for (const HomeKudos& kudos : home.kudos) {
        view.section(line_of(kudos, language));
    }
    if (!home.leaders.empty()) {
        view.divider();
        view.section(leaderboard(home.leaders, language));
    }
    return home_view(std::move(view));
}

}  // namespace gracy::slack
