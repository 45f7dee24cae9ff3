#include "worker/smtp_outcome.hpp"

#include <fmt/format.h>

namespace gracy::worker {

using io::MailOutcome;

namespace {

MailOutcome judge(const SmtpFailure& failure) {
    const bool for_good = failure.code >= 500 && failure.code < 600;
    const bool for_now = failure.code >= 400 && failure.code < 500;
    switch (failure.stage) {
        case SmtpStage::connecting:
        case SmtpStage::sender:
            return MailOutcome::unavailable;
        case SmtpStage::recipient:
        case SmtpStage::message:
            if (failure.code == 421) {
                return MailOutcome::unavailable;  // it is closing down, whatever we say
            }
            return for_good ? MailOutcome::rejected : MailOutcome::deferred;
        case SmtpStage::sent:
            break;
    }
    return for_good ? MailOutcome::rejected : for_now ? MailOutcome::deferred : MailOutcome::uncertain;
}

}  // namespace

io::MailResult outcome_of(SmtpFailure failure) {
    const bool answered = failure.code >= 400 && failure.code < 600;
    std::string code = answered            ? fmt::format("smtp_{}", failure.code)
                       : failure.timed_out ? "timeout"
                                           : "connection_lost";
    return {.outcome = judge(failure), .code = std::move(code), .reply = std::move(failure.reply), .retry_after = {}};
}

}  // namespace gracy::worker
