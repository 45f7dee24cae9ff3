#include "assistant/answers/handlers.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::assistant {

base::Task<http::Response> put_feedback(access::Call& call) {
    const access::Principal& who = call.principal();
    const std::int64_t id = call.path_id("id", "question");
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const bool helpful = body.boolean("helpful");
    body.finish();
    const auto rows =
        co_await call.database().write(sql::assistant::give_feedback, who.team_space_id, who.member_id, id, helpful);
    if (rows.front().outcome != "ok") {
        throw http::Problem::not_found("answer");
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"helpful">(helpful);
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_days(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().read(sql::assistant::list_days, call.principal().team_space_id);
    base::JsonWriter json(4096);
    json.open_object();
    json.key<"data">().open_array();
    for (const auto day : rows) {
        json.open_object();
        json.field<"on">(day.on);
        json.field<"asked">(day.asked);
        json.field<"members">(day.members);
        json.field<"open">(day.open);
        json.field<"answered">(day.answered);
        json.field<"passages">(day.passages);
        json.field<"not_found">(day.not_found);
        json.field<"declined">(day.declined);
        json.field<"unverified">(day.unverified);
        json.field<"unavailable">(day.unavailable);
        json.field<"over_budget">(day.over_budget);
        json.field<"stopped">(day.stopped);
        json.field<"helpful">(day.helpful);
        json.field<"not_helpful">(day.not_helpful);
        json.field<"tasks">(day.tasks);
        json.field<"tasks_failed">(day.tasks_failed);
        json.field<"calls">(day.calls);
        json.field<"refused_calls">(day.refused);
        json.field<"cost">(day.cost);
        json.field<"tasks_cost">(day.tasks_cost);
        json.field<"budget">(day.budget);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_topics(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().read(sql::assistant::list_topics, call.principal().team_space_id);
    base::JsonWriter json(2048);
    json.open_object();
    json.key<"data">().open_array();
    for (const auto topic : rows) {
        json.open_object();
        json.field<"topic">(topic.topic);
        json.field<"questions">(topic.questions);
        json.field<"members">(topic.members);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::assistant
