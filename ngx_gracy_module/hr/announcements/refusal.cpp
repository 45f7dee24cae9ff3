#include "hr/announcements/refusal.hpp"

#include "hr/announcements/audience.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace gracy::hr {
namespace {

constexpr auto body = http::FieldError::Place::body;

http::Problem field(std::string pointer, std::string_view code, http::Sentence detail) {
    return http::Problem::validation(http::FieldError{body, std::move(pointer), std::string(code), std::move(detail)});
}

/// Of something that the audience names and the team space does not have.
http::Problem unknown(std::string_view outcome, std::string_view id, std::string_view audience) {
    const std::string_view kind = outcome.substr(std::string_view("unknown_").size());
    std::string pointer = http::pointer_to("audience");
    if (!audience.empty()) {
        const base::Json parsed = base::Json::parse(audience);
        pointer = pointer_to_named(parsed.view(), pointer, kind == "member" ? "members" : kind, id);
    }
    return field(std::move(pointer), outcome,
                 {fmt::format("There is no such {}.", kind), fmt::format("{}번은 없어요.", id)});
}

struct StateName {
    std::string_view state;
    http::Text name;
};
constexpr StateName states[] = {
    {"draft", {"a draft", "초안"}},           {"submitted", {"waiting for approval", "승인 대기"}},
    {"approved", {"approved", "승인됨"}},     {"scheduled", {"scheduled", "예약됨"}},
    {"sending", {"being sent", "보내는 중"}}, {"sent", {"sent", "보냄"}},
    {"cancelled", {"cancelled", "취소됨"}},   {"recalled", {"recalled", "회수됨"}},
};

http::Problem wrong_state(std::string_view state) {
    http::Text name{"", ""};
    for (const StateName& known : states) {
        if (known.state == state) {
            name = known.name;
        }
    }
    return http::Problem::conflict("announcement-state", {"This cannot be done with the announcement as it is now.",
                                                          "지금 상태의 공지로는 할 수 없어요."})
        .with_detail({fmt::format("It is {}.", name.english), fmt::format("지금 상태: {}.", name.korean)});
}

}  // namespace

http::Problem announcement_problem(std::string_view outcome, std::optional<std::string_view> subject,
                                   std::string_view audience) {
    const std::string_view about = subject.value_or("");
    if (outcome == "not_found") {
        return http::Problem::not_found("announcement");
    }
    if (outcome == "version_mismatch") {
        return http::Problem::version_mismatch();
    }
    if (outcome == "state") {
        return wrong_state(about);
    }
    if (outcome == "missing_text") {
        return field(http::pointer_to(about), outcome,
                     http::Text{"A language has a title and a body, and there is at least one language.",
                                "언어마다 제목과 본문이 함께 있어야 하고, 한 언어는 꼭 있어야 해요."});
    }
    if (outcome == "texts_too_long") {
        return field(
            http::pointer_to(about), outcome,
            http::Text{
                "Slack shows the texts of both languages in one message: together they may have 9000 "
                "characters, as Slack counts them.",
                "두 언어의 글이 Slack 메시지 하나에 함께 들어가요. 합쳐서 9000자(Slack 기준)까지 쓸 수 있어요."});
    }
    if (outcome == "quiet_hours") {
        return field(http::pointer_to(about), outcome,
                     http::Text{"Quiet hours have a beginning and an end, which differ.",
                                "방해 금지 시간은 시작과 끝이 모두 있고 서로 달라야 해요."});
    }
    if (outcome == "unknown_workspace") {
        return field(
            fmt::format("{}/{}/team_id", http::pointer_to("slack_channels"), about), outcome,
            http::Text{"The team space is not connected to this workspace.", "연결되어 있지 않은 워크스페이스예요."});
    }
    if (outcome.starts_with("unknown_")) {
        return unknown(outcome, about, audience);
    }
    if (outcome == "not_future") {
        return field(http::pointer_to("send_at"), outcome,
                     http::Text{"Name a moment within the next 366 days.", "지금부터 366일 안의 시각을 적어 주세요."});
    }
    if (outcome == "empty_audience") {
        return http::Problem::conflict("empty-audience", {"Nobody would receive it.", "받을 사람이 없어요."});
    }
    if (outcome == "approval_required") {
        return http::Problem::conflict("approval-required",
                                       {"Somebody else has to approve it first.", "먼저 다른 사람의 승인이 필요해요."})
            .with_detail(
                {fmt::format("It would go to {} people.", about), fmt::format("받는 사람이 {}명이에요.", about)});
    }
    if (outcome == "no_approver") {
        return http::Problem::conflict("no-approver",
                                       {"There is nobody who could approve it: ask for one more announcer.",
                                        "승인할 사람이 없어요. 공지 담당자를 한 명 더 지정해 주세요."});
    }
    if (outcome == "not_author") {
        return {403,
                "not-the-author",
                {"Only its author or an administrator may do this.", "쓴 사람이나 관리자만 할 수 있어요."}};
    }
    if (outcome == "own_announcement") {
        return http::Problem::conflict(
            "own-announcement", {"Who wrote it cannot approve it.", "작성하거나 수정한 사람은 승인할 수 없어요."});
    }
    if (outcome == "not_required") {
        return http::Problem::conflict("acknowledgement-not-required",
                                       {"It asks for no acknowledgement.", "확인을 요청하지 않은 공지예요."});
    }
    if (outcome == "already_reminded") {
        return http::Problem::conflict("already-reminded",
                                       {"A reminder was sent before; there is only one.", "이미 한 번 다시 알렸어요."});
    }
    if (outcome == "recalled") {
        return http::Problem::conflict("announcement-recalled", {"It was recalled.", "회수된 공지예요."});
    }
    if (outcome == "text_changed") {
        return http::Problem::conflict(
            "announcement-text-changed",
            {"It says something else by now: read it again.", "그사이 내용이 바뀌었어요. 다시 읽고 확인해 주세요."});
    }
    if (outcome == "key_reused") {
        return http::key_reused();
    }
    throw std::logic_error(fmt::format("announcements: unknown outcome {}", outcome));
}

}  // namespace gracy::hr
