// The body of POST /slack/events, from bytes to the document that is stored, and the question that it may be.
#include "base/text.hpp"
#include "documents/document.hpp"
#include "slack/answers/question_event.hpp"
#include "slack/receiving/delivery.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto payload = slack::parse_payload(body);
    if (!payload) {
        return 0;
    }
    if (const auto asked = slack::question_in(payload->json.view())) {
        if (asked->user_id.empty() || asked->channel.empty() || !base::is_nfc(asked->text)) {
            std::abort();
        }
    }
    slack::Delivery delivery = slack::read_delivery(payload->json.view(), "", body);
    if (delivery.kind != slack::Delivery::Kind::event) {
        return 0;
    }
    delivery.envelope.received_at = base::Timestamp(std::chrono::seconds(1'800'000'000));
    const auto event = documents::make_event(delivery.envelope,
                                             {.tree = payload->json.view(), .bytes = body, .exact = payload->exact});
    if (event.id.empty() || event.type.empty() || event.document.size() < 5) {
        std::abort();
    }
    return 0;
}
