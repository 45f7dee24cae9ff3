#include "hr/recognition/kudos_refusal.hpp"

#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/numbers.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <stdexcept>

namespace gracy::hr {
namespace {

constexpr auto body = http::FieldError::Place::body;

http::Problem field(std::string pointer, std::string_view code, http::Sentence detail) {
    return http::Problem::validation(http::FieldError{body, std::move(pointer), std::string(code), std::move(detail)});
}

http::FieldError about_recipients(std::string_view code, http::Sentence detail) {
    return {body, http::pointer_to("recipient_ids"), std::string(code), std::move(detail)};
}

/// The place of a recipient, or of all of them when it is not known.
std::string recipient(std::span<const std::int64_t> ids, std::optional<std::int64_t> id) {
    const auto found = id ? std::ranges::find(ids, *id) : ids.end();
    return found == ids.end() ? http::pointer_to("recipient_ids")
                              : http::pointer_to("recipient_ids", static_cast<std::size_t>(found - ids.begin()));
}

std::string second_of_a_pair(std::span<const std::int64_t> ids) {
    for (std::size_t i = 1; i < ids.size(); ++i) {
        if (std::ranges::find(ids.first(i), ids[i]) != ids.begin() + static_cast<std::ptrdiff_t>(i)) {
            return http::pointer_to("recipient_ids", i);
        }
    }
    return http::pointer_to("recipient_ids");
}

}  // namespace

http::Problem problem_of(const KudosRefusal& refusal, std::int64_t giver_id, std::span<const std::int64_t> ids) {
    const std::string_view outcome = refusal.outcome;
    const std::string_view subject = refusal.subject.value_or("");
    if (outcome == "self_kudos") {
        return field(recipient(ids, giver_id), outcome,
                     http::Text{"You cannot give kudos to yourself.", "본인에게는 보낼 수 없어요."});
    }
    if (outcome == "duplicate_recipient") {
        return field(second_of_a_pair(ids), outcome,
                     http::Text{"This recipient is there twice.", "같은 사람이 두 번 들어 있어요."});
    }
    if (outcome == "unknown_recipient") {
        return field(recipient(ids, http::parse_id(subject)), outcome,
                     http::Text{"There is no such member.", "없는 구성원이에요."});
    }
    if (outcome == "inactive_recipient") {
        return field(recipient(ids, std::nullopt), outcome,
                     {fmt::format("{} is not an active member.", subject),
                      fmt::format("{} 님은 활동 중인 구성원이 아니에요.", subject)});
    }
    if (outcome == "too_many_recipients" || outcome == "no_recipients") {
        return field(http::pointer_to("recipient_ids"), outcome,
                     http::Text{"Name 1 to 10 recipients.", "받는 사람은 1명에서 10명까지예요."});
    }
    if (outcome == "unknown_value") {
        return field(http::pointer_to("value"), outcome,
                     http::Text{"The company has no such value.", "회사에 없는 가치예요."});
    }
    if (outcome == "invalid_points") {
        return field(http::pointer_to("points"), outcome,
                     http::Text{"Give at least one point.", "1점 이상 보내 주세요."});
    }
    if (outcome == "invalid_message") {
        return field(http::pointer_to("message"), outcome,
                     http::Text{"Write what it is for.", "무엇에 대한 칭찬인지 적어 주세요."});
    }
    if (outcome == "message_too_short") {
        return field(http::pointer_to("message"), outcome,
                     {fmt::format("Say a little more: at least {} characters.", subject),
                      fmt::format("조금 더 적어 주세요. {}자 이상이어야 해요.", subject)});
    }
    if (outcome == "pair_daily_limit") {
        return http::Problem::conflict("pair-daily-limit", {"That is enough kudos to one person for today.",
                                                            "오늘 한 사람에게 보낼 수 있는 칭찬을 모두 보냈어요."})
            .with(about_recipients(outcome, {fmt::format("{} has kudos from you today already.", subject),
                                             fmt::format("오늘은 이미 {} 님에게 칭찬을 보냈어요.", subject)}));
    }
    if (outcome == "pair_share_limit") {
        return http::Problem::conflict("pair-share-limit", {"One person can only get a part of your allowance.",
                                                            "한 사람에게는 내 점수의 일부만 보낼 수 있어요."})
            .with(about_recipients(outcome,
                                   {fmt::format("This would be more of it than {} can get in this period.", subject),
                                    fmt::format("이번 기간에 {} 님에게 보낼 수 있는 점수를 넘어요.", subject)}));
    }
    if (outcome == "allowance_exceeded") {
        const std::int32_t left = refusal.allowance_left.value_or(0);
        return http::Problem::conflict("allowance-exceeded", {"What is left of your allowance does not cover it.",
                                                              "지금 줄 수 있는 점수가 모자라요."})
            .with_detail({fmt::format("It costs {} and {} are left.", subject, left),
                          fmt::format("{}점이 필요한데 {}점이 남았어요.", subject, left)});
    }
    if (outcome == "key_reused") {
        return http::key_reused();
    }
    if (outcome == "unknown_giver") {
        return http::Problem::unauthenticated();  // left the company a moment ago
    }
    throw std::logic_error(fmt::format("give_kudos: unknown outcome {}", outcome));
}

}  // namespace gracy::hr
