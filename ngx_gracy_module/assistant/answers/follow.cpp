#include "access/authenticator.hpp"
#include "access/services.hpp"
#include "access/streams.hpp"
#include "assistant/answers/handlers.hpp"
#include "assistant/answers/question_view.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/server_sent_events.hpp"

#include <fmt/format.h>

namespace gracy::assistant {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view what = "question";

constexpr auto reconnect_after = 2s;
/// Below what proxies and balancers take for silence.
constexpr auto keep_alive = 15s;
/// Then the client connects again, and says what it has heard of.
constexpr auto longest = 5min;

/// What becomes of a question, until it has an answer that was checked: nothing of it is sent before.
class QuestionEvents final : public http::BodyStream {
  public:
    /// `heard`: the stage that the client knows of; may be empty.
    QuestionEvents(access::Call& call, std::int64_t id, std::string_view heard)
        : services_(call.services()),
          who_(call.principal()),
          language_(call.language()),
          id_(id),
          place_(services_.streams.take(who_.team_space_id, who_.member_id)),
          stage_(heard) {}

    base::Task<void> produce(http::BodyWriter& writer) override {
        access::Streams& streams = services_.streams;
        const auto end = streams.now() + longest;
        co_await writer.write(http::reconnection_time(reconnect_after));
        auto silent_since = streams.now();
        while (!writer.stopping() && streams.now() < end && co_await may_still_read()) {
            const std::string events = co_await look();
            if (!events.empty()) {
                co_await writer.write(events);
                silent_since = streams.now();
            }
            if (stage_.empty() || is_last(stage_)) {
                co_return;
            }
            co_await streams.news();
            if (streams.now() - silent_since >= keep_alive) {
                co_await writer.write(std::string(http::keep_alive_comment));
                silent_since = streams.now();
            }
        }
    }

    std::optional<std::chrono::milliseconds> patience() const override { return 2 * keep_alive; }

  private:
    /// The session or token has not ended meanwhile, and its member may still do this.
    base::Task<bool> may_still_read() {
        const access::Credential credential{.kind = who_.kind == access::Principal::Kind::session
                                                        ? access::Credential::Kind::session
                                                        : access::Credential::Kind::api_token,
                                            .hash = who_.credential};
        std::optional<access::Principal> known = services_.authenticator.recall(credential);
        if (!known) {
            known = co_await services_.authenticator.look_up(credential);
        }
        const bool may = known && access::includes(known->scopes, access::Scope::policies_read);
        co_return may;
    }

    /// What has changed since the last look; empty: nothing. The primary is asked, because it is what woke us.
    base::Task<std::string> look() {
        postgres::Client client(services_.database, true);
        const auto rows = co_await client.read(sql::assistant::get_question, who_.team_space_id, who_.member_id, id_);
        const auto question = rows.first();
        if (!question) {
            stage_.clear();  // gone with its member
            co_return std::string();
        }
        const std::string_view stage = stage_of(*question);
        if (stage == stage_) {
            co_return std::string();
        }
        stage_ = stage;
        const std::string state = fmt::format(R"({{"state":"{}"}})", stage);
        if (!is_last(stage)) {
            co_return http::server_sent_event("state", stage, state);
        }
        // One who loses the connection between the two has not heard of the end.
        co_return http::server_sent_event("state", {}, state) +
            http::server_sent_event("thread", stage, question_json(*question, language_));
    }

    access::Services& services_;
    const access::Principal who_;
    const http::Language language_;
    const std::int64_t id_;
    access::Streams::Place place_;
    std::string stage_;
};

}  // namespace

base::Task<http::Response> follow_question(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", what);
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::assistant::get_question, who.team_space_id, who.member_id, id);
    const auto question = rows.first();
    if (!question) {
        throw http::Problem::not_found(what);
    }
    const std::string_view heard = call.request().header("Last-Event-ID").value_or("");
    const std::string_view stage = stage_of(*question);
    if (is_last(stage) && heard == stage) {
        co_return http::Response::empty(204);  // which ends a client's connecting again
    }
    http::Response response = http::Response::of(http::event_stream_type, {});
    response.with("Cache-Control", "private, no-store");
    // A proxy of nginx's kind would hold back what is short.
    response.with("X-Accel-Buffering", "no");
    response.stream = std::make_unique<QuestionEvents>(call, id, heard);
    co_return response;
}

}  // namespace gracy::assistant
