#include "slack/home/home.hpp"

#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
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

std::string line_of(const HomeKudos& kudos, Language language) {
    const std::string giver = kudos.giver.empty() ? std::string(Text{"Somebody", "누군가"}.in(language))
                                                  : escape(kudos.giver) + (language == Language::korean ? "님" : "");
    return say(language, {"*{0}* · {1}\n{2}", "*{0}* · {1}\n{2}"}, giver, escape(kudos.value),
               escape(shorten(kudos.message, longest_excerpt)));
}

std::vector<std::string> lines_of(const HomeNews& news, Language language) {
    std::vector<std::string> lines;
    if (!news.celebrated.empty()) {
        std::string names;
        for (const std::string_view name : news.celebrated) {
            names += (names.empty() ? "" : ", ") + escape(shorten(name, longest_name)) +
                     (language == Language::korean ? "님" : "");
        }
        lines.push_back(say(language, {":tada: Today we celebrate {}", ":tada: 오늘 함께 축하해요: {}"}, names));
    }
    if (news.coffee && news.coffee_at) {
        lines.push_back(say(language, {":coffee: Your next coffee ({1}): {0}", ":coffee: 다음 커피 모임({1}): {0}"},
                            escape(*news.coffee_at), escape(shorten(*news.coffee, longest_name))));
    }
    return lines;
}

}  // namespace

std::string home_of(const Home& home) {
    const Language language = home.language;
    Blocks view;
    view.header(Text{"Gracy", "그레이시"}.in(language));
    if (home.today) {
        view.context(day_in_words(*home.today, language));
    }
    if (!home.allowance_left) {
        view.section(Text{"You are not a member of this team space yet: please ask your administrator.",
                          "아직 이 팀 스페이스의 구성원이 아니에요. 관리자에게 등록을 부탁해 주세요."}
                         .in(language));
        return home_view(std::move(view));
    }
    std::vector<std::string> fields{
        say(language, {"*Left to give*\n{} points", "*보낼 수 있는 점수*\n{}점"}, *home.allowance_left),
        say(language, {"*Received this month*\n{} points", "*이번 달에 받은 점수*\n{}점"}, home.received),
        say(language, {"*Given this month*\n{} points", "*이번 달에 보낸 점수*\n{}점"}, home.given)};
    if (home.news.place) {
        fields.push_back(say(language, {"*Place this month*\n{}", "*이번 달 순위*\n{}위"}, *home.news.place));
    }
    view.fields(fields);
    view.actions("home_actions",
                 {Button{.action_id = give_kudos_action,
                         .text = Text{"Give kudos", "칭찬 보내기"}.in(language),
                         .style = Button::Style::primary},
                  Button{.action_id = settings_callback, .text = Text{"Settings", "설정"}.in(language)}});
    for (const std::string& line : lines_of(home.news, language)) {
        view.context(line);
    }
    for (const HomeSurvey& survey : home.news.surveys) {
        view.section(say(language,
                         {":ballot_box_with_ballot: The survey “{0}” waits for your answer until {1}",
                          ":ballot_box_with_ballot: 설문 ‘{0}’에 {1}까지 응답할 수 있어요"},
                         escape(shorten(survey.title, longest_excerpt)), escape(survey.until)),
                     survey_button(survey.wave_id, language));
    }
    view.divider();
    view.section(
        home.mood
            ? say(language,
                  {"*Today*\n{} Noted. You can change it until midnight: tap another one.",
                   "*오늘 하루*\n{} 남겼어요. 자정까지 다른 얼굴을 눌러 바꿀 수 있어요."},
                  face_of(*home.mood))
            : std::string(Text{"*How is today?* One tap is enough.", "*오늘 하루는 어떤가요?* 한 번만 누르면 돼요."}.in(
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
    return home_view(std::move(view));
}

}  // namespace gracy::slack
