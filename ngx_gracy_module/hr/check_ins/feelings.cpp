#include "gracy/sql/feelings.hpp"
#include "access/services.hpp"
#include "hr/check_ins/date_in_path.hpp"
#include "hr/check_ins/handlers.hpp"
#include "http/json_body.hpp"
#include "http/query.hpp"
#include "wellbeing/feeling_card.hpp"
#include "wellbeing/feeling_standing.hpp"
#include "wellbeing/help_lines.hpp"
#include "wellbeing/stored_card.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

constexpr std::size_t most_readers = 10;

wellbeing::NotePlace place_of(const access::Call& call, base::Date date) {
    return {call.team_space(), call.principal().member_id, date};
}

base::Task<http::Response> respond_feeling(access::Call& call, base::Date date) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::feelings::get_feeling, who.team_space_id, who.member_id, date);
    const auto row = rows.first();
    if (!row) {
        throw http::Problem::not_found("check-in");
    }
    const auto card = wellbeing::own_card(call.services(), place_of(call, date), *row);
    const wellbeing::Standing standing =
        wellbeing::standing_of(row->allowed, row->wanted, row->state, row->reason, card.has_value());
    const std::vector<std::int64_t> readers = row->recipient_ids.copy();
    base::JsonWriter json(2048);
    json.open_object();
    json.field<"on_date">(row->on_date);
    json.field<"state">(standing.state);
    json.field<"reason">(standing.reason);
    json.field<"note">(wellbeing::note_of(standing, !readers.empty()).in(call.language()));
    json.key<"card">();
    if (card) {
        wellbeing::write_card(json, card->view(), call.language());
    } else {
        json.value(std::nullopt);
    }
    json.key<"help">();
    wellbeing::write_help(
        json, wellbeing::help_for(wellbeing::risk_of_check_in(call.services().keys.notes, place_of(call, date),
                                                              row->note_key_id.value_or(""), row->note_sealed, card),
                                  row->tz, row->support_contact, call.language()));
    json.key<"reader_ids">().open_array();
    if (card) {
        for (const std::int64_t reader : readers) {
            json.value(base::Id{reader});
        }
    }
    json.close_array();
    json.field<"ai_generated">(card.has_value());
    json.field<"model">(card ? row->model : std::nullopt);
    json.field<"finished_at">(card ? row->finished_at : std::nullopt);
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> respond_preference(access::Call& call) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::feelings::get_preference, who.team_space_id, who.member_id);
    base::JsonWriter json;
    json.open_object();
    json.field<"wanted">(rows.front().wanted);
    json.field<"allowed">(rows.front().allowed);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> get_feeling(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_feeling(call, date_in_path(call));
}

base::Task<http::Response> delete_feeling(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().write(sql::feelings::delete_feeling, who.team_space_id, who.member_id,
                                                     date_in_path(call));
    if (!rows.first()) {
        throw http::Problem::not_found("feeling");
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> share_feeling(access::Call& call) {
    const base::Date date = date_in_path(call);
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::vector<std::int64_t> readers = body.ids("reader_ids", 0, most_readers);
    body.finish();
    const wellbeing::Sharing shared = co_await wellbeing::share_card(call, place_of(call, date), readers);
    if (shared.outcome == "no_card") {
        throw http::Problem::conflict("no-feeling-card",
                                      {"There is no card of this day to show", "이 날은 나눌 카드가 없어요"});
    }
    if (shared.outcome == "unknown_member") {
        const auto at = std::ranges::find(readers, shared.refused_id.value()) - readers.begin();
        throw http::Problem::validation(
            {http::FieldError::Place::body, http::pointer_to("reader_ids", static_cast<std::size_t>(at)),
             "unknown_member", http::Text{"There is no such member, or it is you.", "없는 구성원이거나 본인이에요."}});
    }
    co_return co_await respond_feeling(call, date);
}

base::Task<http::Response> get_feeling_preference(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_preference(call);
}

base::Task<http::Response> put_feeling_preference(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const bool wanted = body.boolean("wanted");
    body.finish();
    const access::Principal& who = call.principal();
    co_await call.database().write(sql::feelings::put_preference, who.team_space_id, who.member_id, wanted);
    co_return co_await respond_preference(call);
}

}  // namespace gracy::hr
