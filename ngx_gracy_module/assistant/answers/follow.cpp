#include "access/live_events.hpp"
#include "access/services.hpp"
#include "assistant/answers/handlers.hpp"
#include "assistant/answers/question_view.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/server_sent_events.hpp"

#include <fmt/format.h>

namespace gracy::assistant {
namespace {

constexpr std::string_view what = "question";

/// What becomes of a question, until it has an answer that was checked: nothing of it is sent before.
class QuestionEvents final : public access::LiveEvents {
  public:
    /// `heard`: the stage that the client knows of; may be empty.
    QuestionEvents(access::Call& call, std::int64_t id, std::string_view heard)
        : LiveEvents(call.services().streams, call.services().authenticator, call.principal(),
                     access::Scope::policies_read),
          database_(call.services().database),
          language_(call.language()),
          id_(id),
          stage_(heard) {}

  private:
    /// The primary is asked, because it is what woke us.
    base::Task<Update> look() override {
        postgres::Client client(database_, true);
        const auto rows = co_await client.read(sql::assistant::get_question, who().team_space_id, who().member_id, id_);
        const auto question = rows.first();
        if (!question) {
            co_return Update{.is_last = true};  // gone with its member
        }
        const std::string_view stage = stage_of(*question);
        const bool is_known = stage == stage_;
        stage_ = stage;
        if (is_known) {
            co_return Update{.is_last = is_last(stage)};
        }
        const std::string state = fmt::format(R"({{"state":"{}"}})", stage);
        if (!is_last(stage)) {
            co_return Update{.events = http::server_sent_event("state", stage, state)};
        }
        // One who loses the connection between the two has not heard of the end.
        co_return Update{.events = http::server_sent_event("state", {}, state) +
                                   http::server_sent_event("thread", stage, question_json(*question, language_)),
                         .is_last = true};
    }

    postgres::Database& database_;
    const http::Language language_;
    const std::int64_t id_;
    std::string stage_;
};

}  // namespace

base::Task<http::Response> follow_question(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", what);
    const access::Principal& who = call.principal();
    // Who has just asked may follow before a replica has heard of the question.
    postgres::Client client(call.services().database, true);
    const auto rows = co_await client.read(sql::assistant::get_question, who.team_space_id, who.member_id, id);
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
