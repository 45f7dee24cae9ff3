#include "staking/accounts/positions.hpp"

#include "access/total.hpp"
#include "gracy/sql/staking.hpp"
#include "http/page.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/path_address.hpp"
#include "staking/proven_block.hpp"

#include <string>
#include <tuple>

namespace gracy::staking {
namespace {

/// Balance and account, the largest first.
using Place = std::tuple<std::string, std::string>;

constexpr char list_name = 'P';
constexpr std::string_view above_every_balance = "Infinity";

void write_position(base::JsonWriter& json, const sql::staking::list_positions_row& position) {
    json.open_object();
    json.field<"contract">(to_hex_text(position.contract));
    json.field<"balance">(position.balance);
    json.field<"staked">(position.staked);
    json.field<"withdrawn">(position.withdrawn);
    json.field<"claimed">(position.claimed);
    json.field<"events">(position.events);
    json.field<"last_block">(position.last_block);
    json.field<"last_event_at">(position.last_event_at);
    json.field<"proven_block">(position.proven_block);
    json.close_object();
}

void write_staker(base::JsonWriter& json, const sql::staking::list_stakers_row& staker) {
    json.open_object();
    json.field<"account">(to_hex_text(staker.account));
    json.field<"balance">(staker.balance);
    json.field<"claimed">(staker.claimed);
    json.field<"events">(staker.events);
    json.field<"last_event_at">(staker.last_event_at);
    json.close_object();
}

Place place_of(const sql::staking::list_stakers_row& staker) {
    return {std::string(staker.balance), std::string(base::text_of(staker.account))};
}

}  // namespace

base::Task<http::Response> account_positions(access::Call& call) {
    const Address account = path_address(call);
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    query.finish();
    const auto rows = co_await call.database().read(sql::staking::list_positions, chain, account);
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& row : rows) {
        write_position(json, row);
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_stakers(access::Call& call) {
    const Address contract = path_address(call);
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    http::FilterHash filter;
    filter.add(chain).add(base::text_of(contract));
    const http::Page<Place> page(call.request(), query, call.cursor_scope(list_name, filter));
    query.finish();

    const auto proven = co_await proven_block(call, chain, contract);
    const auto [balance, account] = page.after().value_or(Place{above_every_balance, ""});
    auto rows_query = call.database().read(sql::staking::list_stakers, chain, contract, balance,
                                           base::bytes_of(account), page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, call.database(), sql::staking::count_stakers, chain, contract);
    const auto rows = co_await rows_query;
    co_return page.respond(rows, total, write_staker, place_of, [&](base::JsonWriter& json) {
        json.field<"proven_block">(rows.first() ? rows.front().proven_block : proven);
    });
}

}  // namespace gracy::staking
