#include "test.hpp"
#include "worker/sendgrid_sender.hpp"
#include "worker/smtp_outcome.hpp"

using gracy::io::MailOutcome;
using gracy::worker::outcome_of;
using gracy::worker::sendgrid_outcome;
using gracy::worker::SmtpStage;

namespace {

MailOutcome smtp(SmtpStage stage, int code) {
    return outcome_of({.stage = stage, .code = code, .reply = "", .timed_out = false}).outcome;
}

gracy::io::MailResult sendgrid(int status, std::string body = "", std::string retry_after = "") {
    gracy::io::HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
    if (!retry_after.empty()) {
        response.headers.emplace_back("retry-after", retry_after);
    }
    return sendgrid_outcome(response);
}

}  // namespace

TEST(before_there_is_a_recipient_no_message_is_the_reason) {
    for (const int code : {0, 421, 454, 530, 535, 550}) {
        EXPECT(smtp(SmtpStage::connecting, code) == MailOutcome::unavailable);
        EXPECT(smtp(SmtpStage::sender, code) == MailOutcome::unavailable);
    }
}

TEST(a_reply_of_four_hundred_passes_and_one_of_five_hundred_stays) {
    for (const SmtpStage stage : {SmtpStage::recipient, SmtpStage::message, SmtpStage::sent}) {
        EXPECT(smtp(stage, 450) == MailOutcome::deferred);
        EXPECT(smtp(stage, 550) == MailOutcome::rejected);
    }
    EXPECT(smtp(SmtpStage::recipient, 421) == MailOutcome::unavailable);
}

TEST(without_an_answer_to_the_whole_message_the_server_may_have_it) {
    EXPECT(smtp(SmtpStage::message, 0) == MailOutcome::deferred);
    EXPECT(smtp(SmtpStage::sent, 0) == MailOutcome::uncertain);
    EXPECT_EQ(outcome_of({.stage = SmtpStage::sent, .code = 0, .reply = "", .timed_out = true}).code, "timeout");
    EXPECT_EQ(outcome_of({.stage = SmtpStage::sent, .code = 552, .reply = "", .timed_out = false}).code, "smtp_552");
}

TEST(answers_of_the_api_are_told_apart) {
    EXPECT(sendgrid(202).outcome == MailOutcome::accepted);
    EXPECT(sendgrid(400).outcome == MailOutcome::rejected);
    EXPECT(sendgrid(401).outcome == MailOutcome::unavailable);
    EXPECT(sendgrid(403).outcome == MailOutcome::unavailable);
    EXPECT(sendgrid(429, "", "7").outcome == MailOutcome::unavailable);
    EXPECT(sendgrid(429, "", "7").retry_after == std::chrono::seconds(7));
    EXPECT(sendgrid(429, "", "Fri, 31 Dec 9999 23:59:59 GMT").retry_after == std::chrono::hours(1));
    EXPECT(sendgrid(429, "", "Sat, 01 Jan 2000 00:00:00 GMT").retry_after == std::chrono::seconds(1));
    EXPECT(!sendgrid(429, "", "soon").retry_after);
    EXPECT(sendgrid(503).outcome == MailOutcome::deferred);
    EXPECT_EQ(sendgrid(400, R"({"errors": [{"message": "Does not\ncontain a valid address."}]})").reply,
              "400 Does not?contain a valid address.");
    EXPECT_EQ(sendgrid(502, "<html>").reply, "502");
}
