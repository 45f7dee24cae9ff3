#include "wellbeing/stored_card.hpp"

#include "access/services.hpp"
#include "wellbeing/count_unreadable.hpp"
#include "wellbeing/feeling_card.hpp"

namespace gracy::wellbeing {

std::optional<base::Json> own_card(access::Services& services, const NotePlace& place,
                                   const sql::feelings::get_feeling_row& row) {
    if (!row.allowed || !row.wanted || !row.card_sealed) {
        return std::nullopt;
    }
    return count_unreadable(services,
                            open_card(services.keys.notes, place, row.card_key_id.value_or(""), *row.card_sealed));
}

std::optional<base::Json> shown_card(access::Services& services, std::int64_t team_space_id, std::int64_t reader,
                                     const sql::feelings::list_shared_row& row) {
    return count_unreadable(services, open_shared_card(services.keys.notes, {team_space_id, row.member_id, row.on_date},
                                                       reader, row.card_key_id, row.card_sealed));
}

base::Task<Sharing> share_card(access::Call& call, NotePlace place, std::vector<std::int64_t> readers) {
    const auto rows =
        co_await call.database().read(sql::feelings::get_feeling, place.team_space_id, place.member_id, place.on_date);
    const auto row = rows.first();
    const auto card = row ? own_card(call.services(), place, *row) : std::nullopt;
    if (!card) {
        co_return Sharing{.outcome = "no_card", .refused_id = {}};
    }
    const access::NoteKeys& keys = call.services().keys.notes;
    std::vector<std::vector<std::byte>> copies;
    for (const std::int64_t reader : readers) {
        copies.push_back(seal_shared_card(keys, place, reader, card->view()));
    }
    const std::vector<base::Bytes> sealed(copies.begin(), copies.end());
    const auto shared =
        co_await call.database().write(sql::feelings::share_feeling, place.team_space_id, place.member_id,
                                       row->id.value(), readers, sealed, keys.current.id);
    co_return Sharing{.outcome = std::string(shared.front().outcome), .refused_id = shared.front().refused_id};
}

}  // namespace gracy::wellbeing
