#include "hr/people/refusal.hpp"

#include "access/principal.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <stdexcept>

namespace gracy::hr {
namespace {

/// A field of the body that names something that cannot be.
struct BadField {
    std::string_view outcome;
    std::string_view field;
    http::Text detail;
};

constexpr std::array bad_fields{
    BadField{"unknown_parent", "parent_id", {"There is no such department.", "없는 부서예요."}},
    BadField{"department_cycle",
             "parent_id",
             {"A department cannot be inside itself or inside what it holds.",
              "부서를 자기 자신이나 하위 부서 아래로 옮길 수 없어요."}},
    BadField{"unknown_department", "department_id", {"There is no such department.", "없는 부서예요."}},
    BadField{"unknown_location", "location_id", {"There is no such location.", "없는 근무지예요."}},
    BadField{"unknown_manager", "manager_id", {"There is no such member.", "없는 구성원이에요."}},
    BadField{"inactive_manager", "manager_id", {"This member has left.", "퇴사한 구성원이에요."}},
    BadField{"manager_cycle",
             "manager_id",
             {"Somebody cannot report to themselves or to who is below them.",
              "자기 자신이나 자기 아래의 구성원을 관리자로 둘 수 없어요."}},
    BadField{
        "left_before_hired", "left_on", {"This is before the day of joining.", "퇴사일이 입사일보다 앞설 수 없어요."}},
    BadField{"leaves_later",
             "left_on",
             {"Who has left cannot leave later. Keep the status: it becomes `left` when that day has passed.",
              "퇴사일이 미래예요. 상태를 그대로 두면 그날이 지난 뒤 퇴사로 바뀌어요."}},
    BadField{"has_passed",
             "left_on",
             {"This day has passed. Make the status `left`, or name a day to come.",
              "이미 지난 날이에요. 상태를 퇴사로 바꾸거나 앞으로 올 날을 적어 주세요."}},
    BadField{"year_without_day",
             "birth_year",
             {"A year needs a month and a day. Take it away with them.",
              "태어난 해만 적을 수는 없어요. 월과 일도 적거나 해도 함께 지워 주세요."}},
    BadField{"invalid_birthday", "birth_day", {"Nobody was born on such a day.", "있을 수 없는 생일이에요."}},
    BadField{"unknown_tz", "tz", {"This is no time zone of the IANA database.", "IANA 시간대 이름이 아니에요."}},
};

http::Problem field(std::string_view name, std::string_view code, http::Text detail) {
    return http::Problem::validation(
        http::FieldError{http::FieldError::Place::body, http::pointer_to(name), std::string(code), detail});
}

/// A conflict that names its field, as a refused one does.
http::Problem taken(std::string_view code, std::string_view name, std::string_view outcome, http::Text text) {
    return http::Problem::conflict(code, text)
        .with(http::FieldError{http::FieldError::Place::body, http::pointer_to(name), std::string(outcome), text});
}

}  // namespace

http::Problem not_empty(std::int64_t employed, std::int64_t former) {
    auto problem = http::Problem::conflict(
        "not-empty", {"Something is still in it; move that first.", "아직 속한 것이 있어요. 먼저 옮겨 주세요."});
    if (employed > 0) {
        return std::move(problem).with_detail(
            {fmt::format("Members in it: {}.", employed), fmt::format("속한 구성원이 {}명 있어요.", employed)});
    }
    if (former > 0) {
        return std::move(problem).with_detail(
            {fmt::format(
                 "Nobody who works here is in it. Members in it who have left: {}. `?former=clear` takes them out.",
                 former),
             fmt::format(
                 "재직 중인 구성원은 없지만 퇴사한 구성원이 {}명 있어요. `?former=clear`로 함께 정리할 수 있어요.",
                 former)});
    }
    return problem;
}

http::Problem problem_of(std::string_view outcome, std::string_view what) {
    if (const auto* const found = std::ranges::find(bad_fields, outcome, &BadField::outcome);
        found != bad_fields.end()) {
        return field(found->field, outcome, found->detail);
    }
    if (outcome == "not_found") {
        return http::Problem::not_found(what);
    }
    if (outcome == "version_mismatch") {
        return http::Problem::version_mismatch();
    }
    if (outcome == "key_reused") {
        return http::key_reused();
    }
    if (outcome == "email_taken") {
        return taken("email-taken", "email", outcome,
                     {"Another member has this e-mail address.", "다른 구성원이 이미 쓰고 있는 이메일이에요."});
    }
    if (outcome == "name_taken") {
        return taken("name-taken", "name", outcome, {"There is one of this name already.", "같은 이름이 이미 있어요."});
    }
    if (outcome == "not_empty") {
        return not_empty(0, 0);
    }
    if (outcome == "erased") {
        return http::Problem::conflict(
            "erased", {"The personal data of this member has been erased.", "개인정보가 파기된 구성원이에요."});
    }
    if (outcome == "not_left") {
        return http::Problem::conflict("not-left",
                                       {"Only who has left can be erased.", "퇴사한 구성원만 파기할 수 있어요."});
    }
    if (outcome == "name_mismatch") {
        return field("name", outcome, {"This is not the member's name.", "구성원의 이름과 달라요."});
    }
    if (outcome == "owners_only") {
        return {403, "owners-only", {"Only an owner may do this.", "소유자만 할 수 있어요."}};
    }
    if (outcome == "roles_only") {
        return http::Problem::forbidden(access::name_of(access::Scope::roles_write))
            .with_detail(http::Text{
                "This member holds a role: changing the address, the status or the last day needs `roles:write`.",
                "역할이 있는 구성원이에요. 이메일, 상태, 퇴사일을 바꾸려면 `roles:write` 권한이 필요해요."});
    }
    if (outcome == "last_owner") {
        return http::Problem::conflict(
            "last-owner", {"Make somebody else an owner first.", "먼저 다른 사람을 소유자로 지정해 주세요."});
    }
    throw std::logic_error(fmt::format("people: unknown outcome {}", outcome));
}

}  // namespace gracy::hr
