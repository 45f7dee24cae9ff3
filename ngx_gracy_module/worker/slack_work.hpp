// What the worker does for Slack: it opens forms at once, sends what waits, takes installs to their end,
// keeps their tokens good, and reads who is there.
#pragma once

#include "base/clock.hpp"
#include "documents/event_relay.hpp"
#include "jobs/kinds.hpp"
#include "jobs/recurring.hpp"
#include "postgres/database.hpp"
#include "slack/announcements/announcer.hpp"
#include "slack/answers/answer_poster.hpp"
#include "slack/answers/answer_streamer.hpp"
#include "slack/answers/assistant_status.hpp"
#include "slack/answers/suggested_prompts.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/celebrations/celebrator.hpp"
#include "slack/coffee/coffee_host.hpp"
#include "slack/coffee/coffee_message.hpp"
#include "slack/home/home_publisher.hpp"
#include "slack/installing/installer.hpp"
#include "slack/installing/refresher.hpp"
#include "slack/people/link_clicks.hpp"
#include "slack/people/member_sync.hpp"
#include "slack/receiving/event_consumer.hpp"
#include "slack/sending/error_reporter.hpp"
#include "slack/sending/outbox.hpp"
#include "slack/sending/resealer.hpp"
#include "slack/sending/responder.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"
#include "slack/sending/whisper.hpp"
#include "slack/signing_in/key_ring.hpp"
#include "slack/signing_in/verifier.hpp"
#include "slack/surveys/survey_form.hpp"
#include "slack/views/open_view.hpp"
#include "worker/configuration.hpp"

#include <chrono>
#include <list>
#include <optional>
#include <string>
#include <vector>

namespace gracy::worker {

class SlackWork {
  public:
    /// Everything referred to must outlive this.
    SlackWork(postgres::Database& database, const base::Clock& clock, io::HttpClient& http,
              const SlackConfiguration& configuration);

    /// "slack.open_view", "slack.respond", "slack.assistant_status", "slack.whisper", "slack.suggested_prompts",
    /// "slack.announce", "slack.show_announcement" (and as it was called before), "slack.answer", "slack.publish_home",
    /// "slack.match_people"
    void add_kinds(jobs::Kinds& kinds);
    /// What events lead to, notices to members, what is said about coffee and celebrations, installs, sign-ins, tokens,
    /// people, errors, answers that are streamed, and senders of the bulk lane, side by side.
    void add_recurring(std::list<jobs::Recurring>& recurring, io::Reactor& reactor, std::chrono::milliseconds poll);
    /// What this log's events lead to, in addition. The source must outlive this.
    void follow(documents::EventSource& log, std::list<jobs::Recurring>& recurring, io::Reactor& reactor);
    /// Something came, or waits to be sent.
    void wake();
    const slack::InstallCounts& install_counts() const { return installer_.counts(); }
    const slack::RefreshCounts& refresh_counts() const { return refresher_.counts(); }

    const slack::SignInCounts& sign_in_counts() const { return sign_ins_.counts(); }
    const slack::ResponseCounts& response_counts() const { return responder_.counts(); }
    const slack::StreamCounts& stream_counts() const { return streamer_.counts(); }
    const slack::ResealCounts& reseal_counts() const { return resealer_.counts(); }
    /// Null without a channel for errors.
    const slack::ErrorReportCounts* error_reports() const { return errors_ ? &errors_->counts() : nullptr; }
    const slack::EventCounts& event_counts() const { return events_.counts(); }
    const slack::CoffeeCounts& coffee() const { return coffee_.counts(); }

  private:
    base::Task<bool> tell();
    base::Task<bool> purge();

    postgres::Database& database_;
    slack::WebApi api_;
    slack::TokenKeys keys_;
    slack::Outbox outbox_;
    slack::ViewOpener opener_;
    slack::Responder responder_;
    slack::EventConsumer events_;
    slack::HomePublisher home_;
    slack::Announcer announcer_;
    slack::CoffeeHost coffee_;
    slack::Celebrator celebrator_;
    slack::AnswerPoster answers_;
    slack::AnswerStreamer streamer_;
    slack::StatusLine status_;
    slack::Whisperer whisperer_;
    slack::PromptSuggester prompts_;
    slack::Installer installer_;
    slack::Refresher refresher_;
    slack::MemberSync people_;
    slack::KeyRing key_ring_;
    slack::SignInVerifier sign_ins_;
    slack::Resealer resealer_;
    std::optional<slack::ErrorReporter> errors_;
    std::optional<documents::EventRelay> relay_;
    std::vector<jobs::Recurring*> woken_;
    /// nginx as browsers reach it, or empty.
    std::string address_;
    const std::string coffee_resume_buttons_ = slack::coffee_resume_buttons();
    const std::string survey_answer_buttons_ = slack::survey_answer_buttons();
    const std::string link_buttons_ = slack::link_buttons();
    const std::string ticket_answer_buttons_ = slack::ticket_answer_buttons();
};

}  // namespace gracy::worker
