// The body of POST /slack/interactions: the form, its payload, and what was filled into the modals.
#include "base/text.hpp"
#include "http/form.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/receiving/interaction.hpp"
#include "slack/sending/response_url.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

namespace {

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void read(std::string_view body) {
    http::Request request;
    request.headers = {{"Content-Type", http::form_media_type}};
    request.body = body;
    const auto interaction = slack::read_interaction(request);
    if (!interaction) {
        return;
    }
    check(!interaction->team_id.empty() && !interaction->user_id.empty());
    static_cast<void>(slack::interaction_event(*interaction, base::Timestamp(std::chrono::seconds(1'800'000'000))));
    static_cast<void>(slack::describe(slack::check_view(interaction->json()["view"])));
    if (const auto response = slack::read_response_url(interaction->json()["response_url"])) {
        check(!response->url.empty() && response->name().size() == 64);
    }
    if (const auto draft = slack::read_announcement_draft(interaction->json()["view"]["state"]["values"])) {
        check(draft->send_on.has_value() == draft->send_time.has_value() &&
              draft->send_time.value_or("00:00").size() == 5);
    }
    const slack::TicketSubmission ticket = slack::read_ticket_submission(interaction->json()["view"]);
    check(base::is_nfc(ticket.text) && ticket.text.find('\0') == ticket.text.npos &&
          ticket.question_id.value_or(1) > 0);
    if (const auto kudos =
            slack::read_kudos_submission(interaction->json()["view"]["state"]["values"],
                                         interaction->json()["view"]["private_metadata"].string().value_or(""))) {
        check(!kudos->recipient_ids.empty() && kudos->points >= 1 && base::is_nfc(kudos->message));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    read(body);
    // Once more as the payload itself, so that it is reached without the form around it.
    std::string form = "payload=";
    for (const char c : body) {
        constexpr char digits[] = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        form.append("%").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    read(form);
    return 0;
}
