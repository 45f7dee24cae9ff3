#include "assistant/history/handlers.hpp"

#include "access/total.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"

namespace gracy::assistant {
namespace {

using http::TimeKey;

constexpr char questions_by_time = 'Q';
constexpr char tasks_by_time = 'T';

constexpr std::size_t longest_kind = 100;

template <class Row>
TimeKey key_of(const Row& row) {
    return {row.created_at, row.id};
}

void write_question(base::JsonWriter& json, const sql::assistant::list_questions_row& question) {
    json.open_object();
    json.field<"id">(base::Id{question.id});
    json.field<"thread_id">(base::Id{question.thread_id});
    json.field<"question">(question.question);
    json.field<"language">(question.language);
    json.field<"state">(question.state);
    json.field<"outcome">(question.outcome);
    json.field<"helpful">(question.helpful);
    json.field<"created_at">(question.created_at);
    json.field<"finished_at">(question.finished_at);
    json.close_object();
}

void write_task(base::JsonWriter& json, const sql::assistant::list_tasks_row& task) {
    json.open_object();
    json.field<"id">(base::Id{task.id});
    json.field<"kind">(task.kind);
    json.field<"version">(task.version);
    json.field<"state">(task.state);
    json.field<"created_at">(task.created_at);
    json.field<"finished_at">(task.finished_at);
    json.close_object();
}

}  // namespace

base::Task<http::Response> list_questions(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const auto thread = query.id("thread_id");
    const http::Page<TimeKey> page(
        call.request(), query,
        call.cursor_scope(questions_by_time, http::FilterHash().add(who.member_id).add(thread.value_or(0))));
    query.finish();
    const auto& [at, id] = page.after().value_or(http::newest());
    auto listing = db.read(sql::assistant::list_questions, who.team_space_id, who.member_id, at, id,
                           page.rows_to_read(), page.offset(), thread);
    const auto total =
        co_await access::total_of(page, db, sql::assistant::count_questions, who.team_space_id, who.member_id, thread);
    const auto rows = co_await listing;
    co_return page.respond(rows, total, write_question, key_of<sql::assistant::list_questions_row>);
}

base::Task<http::Response> list_tasks(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const auto kind = query.text("kind", longest_kind);
    const auto state = query.choice("state", {"queued", "running", "done", "failed"});
    const http::Page<TimeKey> page(
        call.request(), query,
        call.cursor_scope(tasks_by_time,
                          http::FilterHash().add(who.member_id).add(kind.value_or("")).add(state.value_or(""))));
    query.finish();
    const auto& [at, id] = page.after().value_or(http::newest());
    auto listing = db.read(sql::assistant::list_tasks, who.team_space_id, who.member_id, at, id, page.rows_to_read(),
                           page.offset(), kind, state);
    const auto total =
        co_await access::total_of(page, db, sql::assistant::count_tasks, who.team_space_id, who.member_id, kind, state);
    const auto rows = co_await listing;
    co_return page.respond(rows, total, write_task, key_of<sql::assistant::list_tasks_row>);
}

}  // namespace gracy::assistant
