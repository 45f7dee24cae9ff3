#include "gracy/sql/feelings.hpp"
#include "access/services.hpp"
#include "hr/check_ins/count_unreadable.hpp"
#include "hr/check_ins/date_in_path.hpp"
#include "hr/check_ins/feeling_card.hpp"
#include "hr/check_ins/handlers.hpp"
#include "http/json_body.hpp"
#include "http/query.hpp"
#include "wellbeing/help_lines.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

using Row = sql::feelings::get_feeling_row;

constexpr std::size_t most_readers = 10;

http::Response private_json(std::string body) {
    http::Response response = http::Response::json(std::move(body));
    response.with("Cache-Control", "private, no-store");
    return response;
}

/// Where a card stands, for its author.
struct Standing {
    std::string_view state;
    std::optional<std::string_view> reason{};
};

Standing standing_of(const Row& row, bool opens) {
    if (!row.allowed) {
        return {"off", "not_allowed"};
    }
    if (!row.wanted) {
        return {"off", "not_wanted"};
    }
    if (!row.state) {
        return {"none"};
    }
    if (*row.state == "done" && !opens) {
        return {"failed", "unreadable"};
    }
    return {*row.state, row.reason};
}

http::Text note_of(const Standing& standing, bool is_shared) {
    const std::string_view reason = standing.reason.value_or("");
    if (reason == "not_allowed") {
        return {"Your company does not have notes read by AI.", "회사에서 AI 기록 요약을 사용하지 않아요."};
    }
    if (reason == "not_wanted") {
        return {"Your notes are not read by AI. You can switch it on; only you see what it writes.",
                "내 기록은 AI가 읽지 않아요. 원하면 켤 수 있고, 요약은 나만 볼 수 있어요."};
    }
    if (standing.state == "none") {
        return {"There is no summary of this day.", "이 날의 요약은 없어요."};
    }
    if (standing.state == "queued" || standing.state == "running") {
        return {"Your note is being read.", "기록을 읽고 있어요."};
    }
    if (standing.state == "done" && is_shared) {
        return {
            "AI has summed up your note; it may be wrong, and it is no diagnosis. You and those whom you have shown "
            "it to see it.",
            "AI가 기록을 요약했어요. 틀릴 수 있고 진단이 아니에요. 나와 내가 나눈 사람만 볼 수 있어요."};
    }
    if (standing.state == "done") {
        return {"AI has summed up your note; it may be wrong, and it is no diagnosis. Only you see it.",
                "AI가 기록을 요약했어요. 틀릴 수 있고 진단이 아니에요. 나만 볼 수 있어요."};
    }
    if (reason == "budget") {
        return {"Today's budget for AI is spent. Your check-in is kept.",
                "오늘의 AI 예산을 다 썼어요. 체크인은 그대로 남아 있어요."};
    }
    if (reason == "too_many") {
        return {"Your note was changed too often today to be read again. Your check-in is kept.",
                "오늘은 기록을 여러 번 고쳐서 더 요약하지 않아요. 체크인은 그대로 남아 있어요."};
    }
    if (reason == "declined" || reason == "unverified") {
        return {"AI could not sum up this note in a way that passed our checks. Your check-in is kept.",
                "AI의 요약이 검사를 통과하지 못해 보여드리지 않아요. 체크인은 그대로 남아 있어요."};
    }
    if (reason == "unreadable") {
        return {"This was sealed with a key that is gone.", "지금은 없는 키로 봉인되어 열 수 없어요."};
    }
    return {"AI cannot be used right now. Your check-in is kept.",
            "지금은 AI를 쓸 수 없어요. 체크인은 그대로 남아 있어요."};
}

wellbeing::NotePlace place_of(const access::Call& call, base::Date date) {
    return {call.team_space(), call.principal().member_id, date};
}

std::optional<base::Json> card_of(access::Call& call, const Row& row) {
    if (!row.allowed || !row.wanted || !row.card_sealed) {
        return std::nullopt;
    }
    return count_unreadable(call.services(), open_card(call.services().keys, place_of(call, row.on_date),
                                                       row.card_key_id.value_or(""), *row.card_sealed));
}

/// What the words of the note, or the model that read it, are a sign of.
wellbeing::Risk risk_of(access::Call& call, const Row& row, const std::optional<base::Json>& card) {
    wellbeing::Risk risk = card ? wellbeing::risk_named((*card)["risk"].string().value_or("")) : wellbeing::Risk::none;
    if (row.note_sealed) {
        const auto note =
            count_unreadable(call.services(), wellbeing::open_note(call.services().keys, place_of(call, row.on_date),
                                                                   row.note_key_id.value_or(""), *row.note_sealed));
        risk = std::max(risk, note ? wellbeing::risk_of_note(*note) : wellbeing::Risk::none);
    }
    return risk;
}

base::Task<http::Response> respond_feeling(access::Call& call, base::Date date) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::feelings::get_feeling, who.team_space_id, who.member_id, date);
    const auto row = rows.first();
    if (!row) {
        throw http::Problem::not_found("check-in");
    }
    const auto card = card_of(call, *row);
    const Standing standing = standing_of(*row, card.has_value());
    const std::vector<std::int64_t> readers = row->recipient_ids.copy();
    base::JsonWriter json(2048);
    json.open_object();
    json.field<"on_date">(row->on_date);
    json.field<"state">(standing.state);
    json.field<"reason">(standing.reason);
    json.field<"note">(note_of(standing, !readers.empty()).in(call.language()));
    json.key<"card">();
    if (card) {
        write_card(json, card->view(), call.language());
    } else {
        json.value(std::nullopt);
    }
    json.key<"help">();
    wellbeing::write_help(
        json, wellbeing::help_for(risk_of(call, *row, card), row->tz, row->support_contact, call.language()));
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
    co_return private_json(json.take());
}

http::Problem no_card() {
    return http::Problem::conflict("no-feeling-card",
                                   {"There is no card of this day to show", "이 날은 나눌 카드가 없어요"});
}

base::Task<http::Response> respond_preference(access::Call& call) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::feelings::get_preference, who.team_space_id, who.member_id);
    base::JsonWriter json;
    json.open_object();
    json.field<"wanted">(rows.front().wanted);
    json.field<"allowed">(rows.front().allowed);
    json.close_object();
    co_return private_json(json.take());
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
    const access::Principal& who = call.principal();
    const base::Date date = date_in_path(call);
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::vector<std::int64_t> readers = body.ids("reader_ids", 0, most_readers);
    body.finish();
    const auto rows = co_await call.database().read(sql::feelings::get_feeling, who.team_space_id, who.member_id, date);
    const auto row = rows.first();
    const auto card = row ? card_of(call, *row) : std::nullopt;
    if (!card) {
        throw no_card();
    }
    const access::Keys& keys = call.services().keys;
    std::vector<std::vector<std::byte>> copies;
    for (const std::int64_t reader : readers) {
        copies.push_back(seal_shared_card(keys, place_of(call, date), reader, card->view()));
    }
    const std::vector<base::Bytes> sealed(copies.begin(), copies.end());
    const auto shared = co_await call.database().write(sql::feelings::share_feeling, who.team_space_id, who.member_id,
                                                       row->id.value(), readers, sealed, keys.note_id);
    if (shared.front().outcome == "no_card") {
        throw no_card();
    }
    if (shared.front().outcome == "unknown_member") {
        const auto at = std::ranges::find(readers, shared.front().refused_id.value()) - readers.begin();
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
