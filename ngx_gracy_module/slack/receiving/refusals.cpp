#include "slack/receiving/refusals.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {

Message unknown_workspace() {
    return {.visibility = Message::Visibility::ephemeral,
            .text =
                "This workspace is not connected to a team space yet: please ask your administrator.\n"
                "이 워크스페이스는 아직 팀 스페이스와 연결되지 않았어요. 관리자에게 문의해 주세요."};
}

Message not_a_member(http::Language language) {
    return {
        .visibility = Message::Visibility::ephemeral,
        .text = std::string(http::Text{"You are not a member of this team space yet: please ask your administrator.",
                                       "아직 이 팀 스페이스의 구성원이 아니에요. 관리자에게 등록을 부탁해 주세요."}
                                .in(language))};
}

Message only_proposed(http::Language language) {
    return ephemeral(std::string(http::Text{
        "It is said that you are a member here, and only that member can confirm it: with the buttons of my "
        "message in a Slack workspace where I know you already, or signed in to Gracy's other clients, in the "
        "list of your Slack accounts (`/api/v1/me/slack/users`).",
        "이 계정이 구성원 본인의 것이라고 등록되어 있지만 아직 확인되지 않았어요. 저를 이미 쓰고 있는 다른 Slack "
        "워크스페이스에서 받은 메시지의 버튼이나, Gracy의 다른 화면에 로그인해 내 Slack 계정 "
        "목록(`/api/v1/me/slack/users`)에서 확인해 주세요."}
                                     .in(language)));
}

base::Task<Message> why_no_member(access::Call& call, const Command& command, http::Language language) {
    const auto rows = co_await call.database().read(sql::slack::is_proposed, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    co_return rows.front().proposed ? only_proposed(language) : not_a_member(language);
}

}  // namespace gracy::slack
