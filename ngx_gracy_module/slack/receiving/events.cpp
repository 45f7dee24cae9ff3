#include "slack/receiving/events.hpp"

#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/admission.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/overheard.hpp"
#include "slack/receiving/store.hpp"

namespace gracy::slack {
namespace {

constexpr std::int64_t max_retry_num = 100;
constexpr std::string_view rate_limited = "app_rate_limited";

http::Response answer_challenge(std::string_view challenge) {
    base::JsonWriter json(challenge.size() + 32);
    json.open_object();
    json.field<"challenge">(challenge);
    json.close_object();
    return http::Response::json(json.take());
}

/// A repetition is stored like a first delivery, and its key says whether it was one: our earlier answer may have been
/// lost before the commit or after it.
std::optional<std::int32_t> retry_num(const http::Request& request) {
    const auto number = http::parse_integer(request.header("X-Slack-Retry-Num").value_or(""));
    return number && *number > 0 && *number <= max_retry_num ? std::optional(static_cast<std::int32_t>(*number))
                                                             : std::nullopt;
}

}  // namespace

base::Task<http::Response> receive_event(access::Call& call) {
    if (auto refusal = refuse_stranger(call)) {
        co_return std::move(*refusal);
    }
    const http::Request& request = call.request();
    const access::Services& services = call.services();
    auto payload = parse_payload(request.body);
    if (!payload) {
        co_return refuse_for_good(400);
    }
    Delivery delivery = read_delivery(payload->json.view(), services.settings.slack_app_id, request.body);
    switch (delivery.kind) {
        case Delivery::Kind::malformed:
            co_return refuse_for_good(400);
        case Delivery::Kind::challenge:
            co_return answer_challenge(delivery.challenge);
        case Delivery::Kind::foreign:
            log_foreign(call);
            co_return refuse_for_good(403);
        case Delivery::Kind::own:
        case Delivery::Kind::overheard:
            co_return http::Response::empty(200);
        case Delivery::Kind::event:
            break;
    }
    if (delivery.envelope.type == rate_limited) {
        base::log(base::LogLevel::error, "Slack sends no more events of workspace {} for a while: too many came",
                  delivery.envelope.team_id.value_or("?"));
        call.services().counters.slack_rate_limited += 1;
    }
    delivery.envelope.received_at = services.clock.now();
    delivery.envelope.retry_num = retry_num(request);
    const std::string words_left_out = is_deletion(payload->json.view()) ? without_words(*payload) : std::string();
    const std::string_view bytes = words_left_out.empty() ? std::string_view(request.body) : words_left_out;
    documents::Event event = documents::make_event(
        delivery.envelope, {.tree = payload->json.view(), .bytes = bytes, .exact = payload->exact});
    co_return co_await store(call, std::move(event));
}

http::Response event_problem(const http::Request&, const http::Problem&) {
    return http::Response::empty(503);
}

}  // namespace gracy::slack
