#include "worker/slack_work.hpp"

#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/receiving/store.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

// Workspaces that are served at the same time. Each sends one message after another, at the pace of its buckets.
constexpr int senders = 4;
// Answers that grow at the same time; each waits for one call of Slack's after another.
constexpr int streamers = 4;
// A batch of calls that all wait for their time-out.
constexpr std::chrono::minutes longest_run{2};
constexpr const char* bulk_lane = "bulk";
constexpr std::chrono::minutes longest_announcement_run{2};
constexpr std::chrono::seconds longest_answer_run{30};
constexpr std::chrono::seconds longest_word{10};
constexpr std::int32_t members_at_once = 200;
// People who wait before a page, each for two calls of Slack's.
constexpr int verifiers = 4;
// Addresses are good for half an hour, and for whoever has them.
constexpr std::chrono::minutes purge_pause{5};
constexpr std::chrono::hours reseal_pause{1};
constexpr std::int32_t purged_at_once = 1000;

/// Beside the Web API (https://slack.com/.well-known/openid-configuration).
std::string signing_keys_address(std::string_view base_url) {
    return std::string(base_url.substr(0, base_url.rfind('/'))) + "/openid/connect/keys";
}

}  // namespace

SlackWork::SlackWork(postgres::Database& database, const base::Clock& clock, io::HttpClient& http,
                     const SlackConfiguration& configuration)
    : database_(database),
      api_(http, configuration.base_url),
      keys_(configuration.token_keys),
      outbox_(database, api_, keys_, clock),
      opener_(database, clock, api_, keys_, configuration.address),
      responder_(database, api_, configuration.response_origin),
      events_(database),
      home_(database),
      announcer_(database, clock),
      coffee_(database),
      celebrator_(database),
      answers_(database),
      streamer_(database, api_, keys_),
      status_(database, api_, keys_),
      whisperer_(database, api_, keys_),
      prompts_(database, api_, keys_),
      installer_(database, api_, keys_, configuration.app),
      refresher_(database, api_, keys_, configuration.app),
      people_(database, api_, keys_),
      key_ring_(http, clock, signing_keys_address(configuration.base_url)),
      sign_ins_(database, clock, api_, key_ring_, configuration.app),
      resealer_(database, keys_),
      address_(configuration.address) {
    if (configuration.errors) {
        errors_.emplace(database, api_, keys_, *configuration.errors);
    }
}

void SlackWork::add_kinds(jobs::Kinds& kinds) {
    kinds.add({slack::open_view_kind, slack::interactive_lane, longest_word,
               [this](jobs::Job job) { return opener_.open(std::move(job)); }});
    kinds.add({slack::respond_kind, slack::interactive_lane, longest_word,
               [this](jobs::Job job) { return responder_.respond(std::move(job)); }});
    kinds.add({slack::assistant_status_kind, slack::interactive_lane, longest_word,
               [this](jobs::Job job) { return status_.show(std::move(job)); }});
    kinds.add({slack::whisper_kind, slack::interactive_lane, longest_word,
               [this](jobs::Job job) { return whisperer_.say(std::move(job)); }});
    kinds.add({slack::suggested_prompts_kind, slack::interactive_lane, longest_word,
               [this](jobs::Job job) { return prompts_.suggest(std::move(job)); }});
    kinds.add({slack::answer_kind, bulk_lane, longest_answer_run,
               [this](jobs::Job job) { return answers_.post(std::move(job)); }});
    kinds.add({slack::announce_kind, bulk_lane, longest_announcement_run,
               [this](jobs::Job job) { return announcer_.announce(std::move(job)); }});
    kinds.add({slack::publish_home_kind, bulk_lane, longest_answer_run,
               [this](jobs::Job job) { return home_.publish(std::move(job)); }});
    kinds.add({slack::match_people_kind, bulk_lane, longest_answer_run,
               [this](jobs::Job job) { return people_.match(std::move(job)); }});
    for (const char* kind : {slack::show_kind, slack::former_show_kind}) {
        kinds.add(
            {kind, bulk_lane, longest_answer_run, [this](jobs::Job job) { return announcer_.show(std::move(job)); }});
    }
}

void SlackWork::add_recurring(std::list<jobs::Recurring>& recurring, io::Reactor& reactor,
                              std::chrono::milliseconds poll) {
    const auto add = [&](std::string name, jobs::Recurring::Body body) {
        recurring.emplace_back(reactor, std::move(name), poll, longest_run, std::move(body));
        woken_.push_back(&recurring.back());
    };
    add("slack.events", [this] { return events_.consume_some(); });
    add("slack.notices", [this] { return tell(); });
    add("slack.coffee", [this] { return coffee_.introduce_some(); });
    add("slack.coffee_questions", [this] { return coffee_.ask_some(); });
    add("slack.celebrations", [this] { return celebrator_.post_some(); });
    add("slack.installs", [this] { return installer_.install_some(); });
    for (int verifier = 1; verifier <= verifiers; ++verifier) {
        add(fmt::format("slack.sign_ins.{}", verifier), [this] { return sign_ins_.verify_some(); });
    }
    add("slack.people", [this] { return people_.sync_some(); });
    add("slack.tokens", [this] { return refresher_.refresh_some(); });
    recurring.emplace_back(reactor, "slack.reseal", reseal_pause, longest_run,
                           [this] { return resealer_.reseal_all(); });
    if (errors_) {
        recurring.emplace_back(reactor, "slack.errors", poll, longest_run, [this] { return errors_->report(); });
    }
    recurring.emplace_back(reactor, "slack.purge", purge_pause, longest_run, [this] { return purge(); });
    for (int streamer = 1; streamer <= streamers; ++streamer) {
        add(fmt::format("slack.streams.{}", streamer), [this] { return streamer_.advance_one(); });
    }
    for (int sender = 1; sender <= senders; ++sender) {
        add(fmt::format("slack.outbox.{}", sender), [this] { return outbox_.send_some(); });
    }
}

void SlackWork::follow(documents::EventSource& log, std::list<jobs::Recurring>& recurring, io::Reactor& reactor) {
    relay_.emplace(log, [this](const documents::OpenEvent& event) -> base::Task<void> {
        co_await events_.consume(event);  // what leads to nothing is handled as well
    });
    recurring.emplace_back(reactor, "slack.relay", documents::EventRelay::pause, longest_run,
                           [this] { return relay_->relay_some(); });
}

void SlackWork::wake() {
    for (jobs::Recurring* const recurring : woken_) {
        recurring->wake();
    }
}

base::Task<bool> SlackWork::tell() {
    postgres::Client client(database_);
    const auto address = address_.empty() ? std::nullopt : std::optional<std::string_view>(address_);
    const auto rows = co_await client.write(sql::slack::tell_members, members_at_once, coffee_resume_buttons_,
                                            survey_answer_buttons_, link_buttons_, ticket_answer_buttons_, address);
    const bool told = rows.front().seen > 0;
    if (told) {
        client.notify(slack::events_channel);
    }
    co_return told;
}

base::Task<bool> SlackWork::purge() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::purge_slack, purged_at_once);
    const auto purged = rows.front();
    co_return purged.messages == purged_at_once || purged.events == purged_at_once ||
        purged.response_urls == purged_at_once;
}

}  // namespace gracy::worker
