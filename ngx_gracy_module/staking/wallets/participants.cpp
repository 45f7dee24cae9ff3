#include "staking/wallets/participants.hpp"

#include "access/total.hpp"
#include "gracy/sql/staking.hpp"
#include "http/page.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/path_address.hpp"

#include <optional>
#include <string_view>
#include <tuple>

namespace gracy::staking {
namespace {

using Place = std::tuple<std::int64_t>;

constexpr char list_name = 'W';

void write_participant(base::JsonWriter& json, const sql::staking::list_participants_row& participant) {
    json.open_object();
    json.field<"member_id">(base::Id{participant.member_id});
    json.field<"name">(participant.name);
    json.field<"staking">(participant.is_staking);
    json.field<"shared_balance">(participant.shared_balance);
    json.close_object();
}

}  // namespace

base::Task<http::Response> list_participants(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    std::optional<Address> contract;
    if (const auto named = query.raw("contract")) {
        contract = address_from(*named, "contract");
    }
    http::FilterHash filter;
    filter.add(chain).add(contract ? base::text_of(*contract) : std::string_view());
    const http::Page<Place> page(call.request(), query, call.cursor_scope(list_name, filter));
    query.finish();
    const auto [after] = page.after().value_or(Place{0});
    auto rows_query =
        call.database().read(sql::staking::list_participants, call.team_space(), chain, after, page.rows_to_read(),
                             page.offset(), contract ? std::optional(base::Bytes(*contract)) : std::nullopt);
    const auto total =
        co_await access::total_of(page, call.database(), sql::staking::count_participants, call.team_space());
    const auto rows = co_await rows_query;
    co_return page.respond(rows, total, write_participant,
                           [](const auto& participant) { return Place{participant.member_id}; });
}

}  // namespace gracy::staking
