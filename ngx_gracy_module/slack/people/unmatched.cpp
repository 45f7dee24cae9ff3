#include "access/total.hpp"
#include "gracy/sql/slack.hpp"
#include "http/page.hpp"
#include "slack/people/handlers.hpp"

#include <tuple>

namespace gracy::slack {
namespace {

using PersonKey = std::tuple<std::string, std::string>;

constexpr char unmatched_by_id = 'U';

}  // namespace

base::Task<http::Response> list_unmatched(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const http::Page<PersonKey> page(call.request(), query, call.cursor_scope(unmatched_by_id, {}));
    query.finish();
    const auto& [team_id, user_id] = page.after().value_or(PersonKey{});
    auto listing =
        db.read(sql::slack::list_unmatched, call.team_space(), team_id, user_id, page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::slack::count_unmatched, call.team_space());
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total,
        [](base::JsonWriter& json, const sql::slack::list_unmatched_row& person) {
            json.open_object();
            json.field<"team_id">(person.team_id);
            json.field<"user_id">(person.user_id);
            json.field<"name">(person.name);
            json.field<"email">(person.email);
            json.field<"is_guest">(person.is_guest);
            json.field<"updated_at">(person.updated_at);
            json.field<"proposed_member_id">(
                person.proposed_member_id ? std::optional(base::Id{*person.proposed_member_id}) : std::nullopt);
            json.close_object();
        },
        [](const sql::slack::list_unmatched_row& person) {
            return PersonKey{std::string(person.team_id), std::string(person.user_id)};
        });
}

}  // namespace gracy::slack
