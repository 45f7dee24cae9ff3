// The body of POST /slack/commands: the form, and what a person wrote after /kudos and after /gracy quiet.
#include "base/text.hpp"
#include "http/form.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/check_ins/quiet_command.hpp"
#include "slack/kudos/kudos_reply.hpp"
#include "slack/kudos/kudos_text.hpp"
#include "slack/receiving/admission.hpp"
#include "slack/receiving/command.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

namespace {

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void give(const std::string& text) {
    const slack::KudosText kudos = slack::parse_kudos(text);
    check(base::is_utf8(kudos.message) && base::is_utf8(kudos.about) && base::is_utf8(kudos.value.value_or("")));
    for (const auto language : {http::Language::english, http::Language::korean}) {
        if (kudos.problem != slack::KudosText::Problem::none) {
            check(base::is_utf8(slack::kudos_text_reply(kudos, 7, {"협업"}, language).text));
            continue;
        }
        check(!kudos.message.empty() && kudos.points >= 1 && kudos.points <= slack::max_points);
        check(kudos.recipients.empty() == kudos.group.has_value());
        if (kudos.group) {
            check(!kudos.group->empty() && base::is_utf8(*kudos.group));
            continue;
        }
        for (const std::string_view outcome : {"ok", "unknown_value", "unknown_recipient"}) {
            const auto message = slack::kudos_reply(
                kudos, "U1",
                {.outcome = outcome, .subject = kudos.recipients[0], .allowance_left = 1, .value_names = {"협업"}},
                language);
            check(message && base::is_utf8(message->text));
        }
    }
}

void keep_quiet(const std::string& text) {
    std::vector<std::string_view> words;
    for (const slack::Token& token : slack::tokens_of(text)) {
        words.push_back(token.raw);
    }
    const slack::QuietText quiet = slack::parse_quiet(words);
    const bool hours = quiet.step == slack::QuietText::Step::hours;
    check(quiet.from.size() == (hours ? 5 : 0) && quiet.until.size() == quiet.from.size());
    check((quiet.step == slack::QuietText::Step::pause) == (quiet.hours > 0) && quiet.hours <= 30 * 24);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    http::Request request;
    request.headers = {{"Content-Type", http::form_media_type}};
    request.body = body;
    static_cast<void>(slack::is_ssl_check(request));
    if (const auto command = slack::read_command(request)) {
        check(base::is_nfc(command->text));
        static_cast<void>(slack::command_event(*command, body, base::Timestamp(std::chrono::seconds(1'800'000'000))));
        give(command->text);
        keep_quiet(command->text);
    }
    // Once more as bare text, so that the grammar is reached without a form around it.
    if (base::is_utf8(body)) {
        give(base::to_nfc(body));
        keep_quiet(base::to_nfc(body));
    }
    return 0;
}
