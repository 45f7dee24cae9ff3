#include "slack/announcements/announcement_refusal.hpp"

#include "slack/receiving/refusals.hpp"

#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using http::Text;

constexpr std::array<std::pair<std::string_view, Text>, 25> sentences{{
    {"unknown_workspace", not_connected_text},
    {"not_member", not_a_member_text},
    {"not_allowed",
     {"Announcements are for administrators and for whoever they have made an announcer.",
      "공지는 관리자나 공지 담당자만 보낼 수 있어요. 필요하면 관리자에게 권한을 부탁해 주세요."}},
    {"too_long_for_form",
     {"This announcement is longer than Slack's form holds (title 150, text 3,000 characters). Change it where it was "
      "written, by the API.",
      "Slack 양식에 담을 수 있는 길이(제목 150자, 내용 3,000자)보다 긴 공지예요. 처음 작성한 곳(API)에서 수정해 "
      "주세요."}},
    {"not_found",
     {"This announcement is gone. `/announce` begins a new one.",
      "이 공지는 이제 없어요. `/announce`로 새로 쓸 수 있어요."}},
    {"version_mismatch",
     {"Somebody has changed it meanwhile: please look at it once more.",
      "그사이 다른 사람이 내용을 바꿨어요. 다시 확인해 주세요."}},
    {"state",
     {"It is too late, or too early, for that: please refresh and look how far it is.",
      "지금 상태에서는 할 수 없어요. 새로고침해서 진행 상황을 확인해 주세요."}},
    {"own_announcement",
     {"Somebody else has to approve it: you wrote it yourself. Another announcer is asked already.",
      "직접 쓴 공지는 다른 사람이 승인해야 해요. 다른 공지 담당자에게 이미 부탁해 두었어요."}},
    {"approval_required",
     {"It went to many: to say something new, recall it and write another one, which somebody else approves.",
      "많은 사람에게 보낸 공지라 혼자 바꿀 수 없어요. 회수한 뒤 새 공지를 써서 승인을 받아 주세요."}},
    {"no_approver",
     {"It goes to many or into a channel, and there is nobody who could approve it: ask for one more announcer.",
      "많은 사람이나 채널에 가는 공지인데 승인할 사람이 없어요. 공지 담당자를 한 명 더 지정해 주세요."}},
    {"empty_audience",
     {"Nobody is in this audience: please choose another one.", "받는 사람이 아무도 없어요. 다시 골라 주세요."}},
    {"not_required", {"It does not ask to be acknowledged.", "확인을 요청하지 않은 공지예요."}},
    {"already_reminded", {"They have been reminded already.", "이미 한 번 다시 알렸어요."}},
    {"recalled", {"It was recalled.", "회수된 공지예요."}},
    {"not_future",
     {"That time is over: it was not scheduled. Write it again, for later or for at once.",
      "정한 시각이 지나 예약하지 못했어요. 시각을 다시 정하거나 비워 두고 다시 써 주세요."}},
    {"past_date", {"This day is over: please choose a later one.", "이미 지난 날짜예요. 다시 골라 주세요."}},
    {"past_time", {"This time is over: please choose a later one.", "이미 지난 시각이에요. 다시 골라 주세요."}},
    {"too_far", {"It can be sent within a year.", "1년 안의 날짜를 골라 주세요."}},
    {"missing_text", {"A title and a text go together.", "제목과 내용을 함께 적어 주세요."}},
    {"texts_too_long",
     {"Both languages together are too long for one message: please shorten them.",
      "두 언어를 합치면 메시지 하나에 담기에 너무 길어요. 조금 줄여 주세요."}},
    {"unknown_department",
     {"This department is gone: please choose another one.", "이제 없는 부서예요. 다시 골라 주세요."}},
    {"unknown_team", {"This team is gone: please choose another one.", "이제 없는 팀이에요. 다시 골라 주세요."}},
    {"unknown_location",
     {"This location is gone: please choose another one.", "이제 없는 근무지예요. 다시 골라 주세요."}},
    {"unknown_member",
     {"This person is gone: please choose somebody else.", "이제 없는 구성원이에요. 다시 골라 주세요."}},
    {"key_reused", {"This form was used before: please open it again.", "이미 사용한 양식이에요. 다시 열어 주세요."}},
}};

}  // namespace

std::optional<std::string> announcement_refusal(std::string_view outcome, http::Language language) {
    for (const auto& [name, sentence] : sentences) {
        if (name == outcome) {
            return std::string(sentence.in(language));
        }
    }
    return std::nullopt;
}

}  // namespace gracy::slack
