#include "slack/announcements/announcement_reach.hpp"

#include "base/english.hpp"
#include "slack/block_kit/say.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

std::string duration(std::int32_t seconds, Language language) {
    if (seconds <= 60) {
        return std::string(Text{"less than a minute", "1분 이내"}.in(language));
    }
    return say(language, {"about {} minutes", "약 {}분"}, (seconds + 59) / 60);
}

}  // namespace

std::string reach_text(const AnnouncementReach& reach, Language language) {
    std::string text =
        say(language, {"*{1}*", "*{0}명*"}, reach.recipients, base::counted(reach.recipients, "person", "people"));
    const auto add = [&](std::int64_t count, Text sentence) {
        if (count > 0) {
            text += " · " + say(language, sentence, count);
        }
    };
    add(reach.in_slack, {"{} in Slack", "Slack {}명"});
    add(reach.by_email, {"{} by e-mail", "이메일 {}명"});
    add(reach.unreached, reach.unreached == 1
                             ? Text{"{} is not in Slack and will not get it", "Slack에 없어 받지 못하는 사람 {}명"}
                             : Text{"{} are not in Slack and will not get it", "Slack에 없어 받지 못하는 사람 {}명"});
    add(reach.quiet, {"{} will get it in the morning: it is night there", "밤이라 아침에 받는 사람 {}명"});
    return text;
}

std::string sending_time(const AnnouncementReach& reach, Language language) {
    return reach.seconds
               ? say(language, {"Sending takes {}.", "보내는 데 {} 걸려요."}, duration(*reach.seconds, language))
               : std::string(
                     Text{"Nobody knows yet how fast e-mail goes.", "이메일이 얼마나 걸릴지는 아직 알 수 없어요."}.in(
                         language));
}

}  // namespace gracy::slack
