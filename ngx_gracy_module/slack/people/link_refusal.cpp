#include "slack/people/link_refusal.hpp"

#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "slack/receiving/delivery.hpp"

namespace gracy::slack {

std::string_view slack_id(const access::Call& call, std::string_view name) {
    const std::string_view id = call.path(name);
    if (!is_identifier(id)) {
        throw http::Problem::not_found("Slack user");
    }
    return id;
}

void check_link(std::string_view outcome) {
    using http::Problem;
    if (outcome == "ok") {
        return;
    }
    if (outcome == "owners_only") {
        throw Problem(403, "owners-only", {"Only an owner may do this.", "소유자만 할 수 있어요."});
    }
    if (outcome == "unknown_member") {
        throw Problem::validation({http::FieldError::Place::body, http::pointer_to("member_id"), "unknown_member",
                                   http::Text{"There is no such member.", "그런 구성원이 없어요."}});
    }
    if (outcome == "inactive_member") {
        throw Problem::conflict("inactive-member",
                                {"This member does not work here any more.", "이미 퇴사한 구성원이에요."});
    }
    if (outcome == "not_a_person") {
        throw Problem::conflict("not-a-person", {"This is a bot, or somebody who was deactivated in Slack.",
                                                 "봇이거나 Slack에서 비활성화된 계정이에요."});
    }
    if (outcome == "taken") {
        throw Problem::conflict(
            "member-taken",
            {"Somebody else in this workspace or its organization is this member. Unlink them first.",
             "이 워크스페이스나 조직의 다른 사람이 이 구성원과 연결되어 있어요. 먼저 연결을 끊어 주세요."});
    }
    throw Problem::not_found("Slack user");
}

}  // namespace gracy::slack
