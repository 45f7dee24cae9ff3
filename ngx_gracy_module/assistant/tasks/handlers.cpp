#include "assistant/tasks/handlers.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/field_errors.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "jobs/channel.hpp"

#include <fmt/format.h>

namespace gracy::assistant {
namespace {

using Place = http::FieldError::Place;

constexpr std::string_view what = "task";
constexpr http::Length kind_length{1, 40};
// Of the statement start_task: within 24 hours.
constexpr int retry_after_seconds = 3600;

/// What the reader has to know about an output, or about why there is none.
http::Text note_of(std::string_view state, std::string_view reason) {
    if (state == "queued" || state == "running") {
        return {"Being written.", "쓰고 있어요."};
    }
    if (state == "done") {
        return {"Written by AI from what you sent. Read it before you use it.",
                "보내주신 내용을 바탕으로 AI가 썼어요. 확인한 뒤에 사용해 주세요."};
    }
    if (reason == "budget") {
        return {"Today's budget for AI is spent. Please try again tomorrow.",
                "오늘의 AI 예산을 다 썼어요. 내일 다시 시도해 주세요."};
    }
    if (reason == "declined") {
        return {"The AI declined to write this. Please put it in other words.",
                "AI가 이 내용으로는 쓰지 않았어요. 다른 표현으로 다시 시도해 주세요."};
    }
    if (reason == "unverified") {
        return {"What the AI wrote did not pass our checks, so it is not shown. Please try again, with more detail.",
                "AI가 쓴 내용이 검사를 통과하지 못해 보여 드리지 않아요. 조금 더 자세히 적어 다시 시도해 주세요."};
    }
    if (reason == "kind_withdrawn") {
        return {"This kind of task is not offered any more.", "더 이상 제공하지 않는 작업이에요."};
    }
    return {"The AI cannot be used right now. Please try again later.",
            "지금은 AI를 쓸 수 없어요. 나중에 다시 시도해 주세요."};
}

base::Task<http::Response> show_task(access::Call& call, std::int64_t id, int status) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::assistant::get_task, who.team_space_id, who.member_id, id);
    const auto task = rows.first();
    if (!task) {
        throw http::Problem::not_found(what);
    }
    base::JsonWriter json(4096);
    json.open_object();
    json.field<"id">(base::Id{task->id});
    json.field<"kind">(task->kind);
    json.field<"version">(task->version);
    json.field<"state">(task->state);
    json.field<"reason">(task->reason);
    json.field<"note">(note_of(task->state, task->reason.value_or("")).in(call.language()));
    json.field<"output">(base::RawJson{task->output.value_or("null")});
    json.field<"ai_generated">(task->state == "done");
    json.field<"model">(task->model);
    json.field<"created_at">(task->created_at);
    json.field<"finished_at">(task->finished_at);
    json.close_object();
    co_return http::Response::json(json.take(), status);
}

/// The texts that a kind asks for, as one JSON object in the kind's order; each that is wrong is refused by its name.
std::string read_input(http::JsonBody& body, base::JsonView input, base::JsonView wanted) {
    base::JsonWriter json(4096);
    json.open_object();
    for (const base::JsonView each : wanted.elements()) {
        const std::string_view name = each["name"].string().value_or("");
        const std::string pointer = http::pointer_to("input") + "/" + std::string(name);
        if (!input[name] || input[name].is_null()) {
            body.refuse(http::field_error::required(Place::body, pointer));
            continue;
        }
        const http::Length length{static_cast<std::size_t>(each["least"].integer().value_or(1)),
                                  static_cast<std::size_t>(each["most"].integer().value_or(1))};
        json.key(name).value(body.text_in(input[name], pointer, length));
    }
    json.close_object();
    for (const auto& [name, value] : input.members()) {
        bool known = false;
        for (const base::JsonView each : wanted.elements()) {
            known = known || each["name"].string() == name;
        }
        if (!known) {
            // Escaped as a pointer, behind the one of the object that it stands in.
            body.refuse(http::field_error::unknown(
                Place::body, http::pointer_to("input") + http::pointer_to(name).substr(std::string_view("#").size())));
        }
    }
    return json.take();
}

}  // namespace

base::Task<http::Response> list_task_kinds(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().read(sql::assistant::list_kinds);
    base::JsonWriter kinds(8192);
    kinds.open_array();
    for (const auto& kind : rows) {
        kinds.open_object();
        kinds.field<"name">(kind.name);
        kinds.field<"version">(kind.version);
        kinds.field<"title">(call.language() == http::Language::korean ? kind.title_ko : kind.title_en);
        kinds.field<"inputs">(base::RawJson{kind.inputs});
        kinds.field<"output_schema">(base::RawJson{kind.output_schema});
        kinds.close_object();
    }
    kinds.close_array();
    const std::string list = kinds.take();
    base::JsonWriter json(2 * list.size() + 32);
    json.open_object();
    json.field<"data">(base::RawJson{list});
    json.field<"items">(base::RawJson{list});  // what `data` was called at first
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> start_task(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string name = body.text("kind", kind_length);
    const base::JsonView given = body.object("input");
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto kinds = co_await call.database().read(sql::assistant::get_kind, name);
    const auto kind = kinds.first();
    std::string input;
    if (!kind && !name.empty()) {
        body.refuse({Place::body, http::pointer_to("kind"), "unknown_kind",
                     http::Text{"There is no such kind of task.", "그런 종류의 작업은 없어요."}});
    } else if (kind && given) {
        const base::Json wanted = base::Json::parse(kind->inputs);
        input = read_input(body, given, wanted.view());
    }
    body.finish();
    const auto rows = co_await call.database().write(sql::assistant::start_task, who.team_space_id, who.member_id, name,
                                                     kind->version, input, idempotency.key, idempotency.request_hash());
    const auto started = rows.front();
    if (started.outcome == "too_many_tasks") {
        throw http::Problem::rate_limited(retry_after_seconds);
    }
    if (started.outcome == "key_reused") {
        throw http::key_reused();
    }
    call.database().notify(jobs::channel);
    co_return http::created(co_await show_task(call, started.id.value(), 202),
                            fmt::format("/api/v1/assistant/tasks/{}", *started.id), started.outcome == "replayed");
}

base::Task<http::Response> get_task(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await show_task(call, call.path_id("id", what), 200);
}

}  // namespace gracy::assistant
