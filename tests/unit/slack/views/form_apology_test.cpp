#include "slack/views/form_apology.hpp"

#include "slack/views/open_view.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

TEST(form_that_did_not_open_knows_its_thread_when_it_is_asked_for_again) {
    ViewRequest request;
    request.view = "give_kudos";
    request.recipient_user_id = "U1";
    request.channel = "C1";
    request.thread_ts = "1700000000.000001";
    EXPECT(form_apology(request, Language::english).find(R"("value":"U1/C1/1700000000.000001")") != std::string::npos);
}

TEST(form_that_did_not_open_shows_what_its_button_cannot_hold) {
    ViewRequest request;
    request.view = "announce";
    request.quoted = std::string(2500, 'a');
    const std::string built = form_apology(request, Language::english);
    EXPECT(built.find(*request.quoted) != std::string::npos && built.find("button") == std::string::npos);
}
