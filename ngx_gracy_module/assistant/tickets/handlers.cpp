#include "assistant/tickets/handlers.hpp"

#include "access/total.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <limits>
#include <stdexcept>
#include <tuple>

namespace gracy::assistant {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr std::string_view what = "ticket";
constexpr http::Length text_length{1, 2000};
constexpr http::Length answer_length{1, 800};
constexpr char tickets_by_id = 't';
constexpr char my_tickets_by_id = 'o';

enum class Reader : unsigned char { author, administrator };

/// The question that led to it is nobody's to read but its author's.
void write_ticket(base::JsonWriter& json, const auto& ticket, std::int64_t reader_id) {
    json.open_object();
    json.field<"id">(base::Id{ticket.id});
    json.key<"member">().open_object();
    json.field<"id">(base::Id{ticket.member_id});
    json.field<"name">(ticket.member_name);
    json.close_object();
    json.key<"thread_id">();
    if (ticket.question_id && ticket.member_id == reader_id) {
        json.value(base::Id{*ticket.question_id});
    } else {
        json.value(std::nullopt);
    }
    json.field<"text">(ticket.text);
    json.field<"state">(ticket.state);
    json.field<"answer">(ticket.answer);
    json.field<"created_at">(ticket.created_at);
    json.field<"handled_at">(ticket.handled_at);
    json.close_object();
}

std::int64_t before(const http::Page<IdKey>& page) {
    return std::get<0>(page.after().value_or(IdKey{std::numeric_limits<std::int64_t>::max()}));
}

base::Task<http::Response> show_ticket(access::Call& call, std::int64_t id, Reader reader, int status) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::assistant::get_ticket, who.team_space_id, who.member_id,
                                                    reader == Reader::administrator, id);
    const auto ticket = rows.first();
    if (!ticket) {
        throw http::Problem::not_found(what);
    }
    base::JsonWriter json(4096);
    write_ticket(json, *ticket, who.member_id);
    co_return http::Response::json(json.take(), status);
}

http::Problem already_settled() {
    return http::Problem::conflict("ticket-settled",
                                   {"It was answered or closed before.", "이미 답변했거나 종료한 문의예요."});
}

void check_settled(std::string_view outcome) {
    if (outcome == "not_found") {
        throw http::Problem::not_found(what);
    }
    if (outcome == "settled") {
        throw already_settled();
    }
    if (outcome == "not_answered") {
        throw http::Problem::conflict("ticket-not-answered",
                                      {"There is no answer to correct.", "고칠 답변이 없는 문의예요."});
    }
}

base::Task<http::Response> settle(access::Call& call, std::optional<std::string_view> answer) {
    const access::Principal& who = call.principal();
    const std::int64_t id = call.path_id("id", what);
    const auto rows = co_await call.database().write(sql::assistant::settle_ticket, who.team_space_id, who.member_id,
                                                     id, answer, call.request().request_id);
    check_settled(rows.front().outcome);
    co_return co_await show_ticket(call, id, Reader::administrator, 200);
}

base::Task<http::Response> correct(access::Call& call, std::string_view answer) {
    const access::Principal& who = call.principal();
    const std::int64_t id = call.path_id("id", what);
    const auto rows = co_await call.database().write(sql::assistant::correct_ticket, who.team_space_id, who.member_id,
                                                     id, answer, call.request().request_id);
    check_settled(rows.front().outcome);
    co_return co_await show_ticket(call, id, Reader::administrator, 200);
}

http::Problem refusal(std::string_view outcome) {
    if (outcome == "too_many_tickets") {
        return http::Problem::conflict(
            "too-many-tickets", {"20 of your questions to HR are open.", "아직 답변을 기다리는 문의가 20개 있어요."});
    }
    if (outcome == "unknown_question") {
        return http::Problem::validation(
            http::FieldError{http::FieldError::Place::body, "#/thread_id", "unknown",
                             http::Text{"This is no question of yours.", "내 질문이 아니에요."}});
    }
    if (outcome == "key_reused") {
        return http::key_reused();
    }
    throw std::logic_error(fmt::format("tickets: unknown outcome {}", outcome));
}

}  // namespace

base::Task<http::Response> open_ticket(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string text = body.text("text", text_length);
    const auto question = body.optional_id("thread_id");
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows = co_await call.database().write(sql::assistant::open_ticket, who.team_space_id, who.member_id,
                                                     text, question, idempotency.key, idempotency.request_hash());
    const auto opened = rows.front();
    if (opened.outcome != "ok" && opened.outcome != "replayed") {
        throw refusal(opened.outcome);
    }
    co_return http::created(co_await show_ticket(call, opened.id.value(), Reader::author, 201),
                            fmt::format("/api/v1/qa/tickets/{}", *opened.id), opened.outcome == "replayed");
}

base::Task<http::Response> list_my_tickets(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(my_tickets_by_id, http::FilterHash().add(who.member_id)));
    query.finish();
    auto listing = db.read(sql::assistant::list_my_tickets, who.team_space_id, who.member_id, before(page),
                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::assistant::count_my_tickets, who.team_space_id, who.member_id);
    const auto write = [me = call.principal().member_id](base::JsonWriter& json, const auto& ticket) {
        write_ticket(json, ticket, me);
    };
    co_return page.respond(co_await listing, total, write, [](const auto& ticket) { return IdKey{ticket.id}; });
}

base::Task<http::Response> list_tickets(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const std::string_view state = query.choice("state", {"open", "answered", "closed", "all"}).value_or("open");
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(tickets_by_id, http::FilterHash().add(state)));
    query.finish();
    const auto write = [me = call.principal().member_id](base::JsonWriter& json, const auto& ticket) {
        write_ticket(json, ticket, me);
    };
    const auto key_of = [](const auto& ticket) { return IdKey{ticket.id}; };
    if (state == "all") {
        auto listing = db.read(sql::assistant::list_all_tickets, who.team_space_id, before(page), page.rows_to_read(),
                               page.offset());
        const auto total = co_await access::total_of(page, db, sql::assistant::count_all_tickets, who.team_space_id);
        co_return page.respond(co_await listing, total, write, key_of);
    }
    auto listing = db.read(sql::assistant::list_tickets, who.team_space_id, state, before(page), page.rows_to_read(),
                           page.offset());
    const auto total = co_await access::total_of(page, db, sql::assistant::count_tickets, who.team_space_id, state);
    co_return page.respond(co_await listing, total, write, key_of);
}

base::Task<http::Response> get_ticket(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const bool may_answer = access::includes(call.principal().scopes, access::Scope::people_write);
    co_return co_await show_ticket(call, call.path_id("id", what), may_answer ? Reader::administrator : Reader::author,
                                   200);
}

base::Task<http::Response> withdraw_ticket(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", what);
    const auto rows =
        co_await call.database().write(sql::assistant::withdraw_ticket, who.team_space_id, who.member_id, id);
    check_settled(rows.front().outcome);
    co_return http::Response::empty(204);
}

base::Task<http::Response> answer_ticket(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string answer = body.text("answer", answer_length);
    const bool corrects = body.optional_boolean("corrects").value_or(false);
    body.finish();
    co_return corrects ? co_await correct(call, answer) : co_await settle(call, answer);
}

base::Task<http::Response> close_ticket(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await settle(call, std::nullopt);
}

}  // namespace gracy::assistant
