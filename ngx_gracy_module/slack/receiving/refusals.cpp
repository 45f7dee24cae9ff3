#include "slack/receiving/refusals.hpp"

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

}  // namespace gracy::slack
