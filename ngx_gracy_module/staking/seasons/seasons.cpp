#include "staking/seasons/seasons.hpp"

#include "access/total.hpp"
#include "gracy/sql/staking.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "staking/seasons/season_contract.hpp"

#include <limits>
#include <tuple>

namespace gracy::staking {
namespace {

using Place = std::tuple<std::int64_t>;

constexpr char list_name = 'N';
constexpr std::int64_t after_every_season = std::numeric_limits<std::int64_t>::max();

template <class Row>
void write_season(base::JsonWriter& json, const SeasonContract& contract, const Row& season) {
    json.open_object();
    json.field<"chain_id">(contract.chain_id);
    json.field<"contract">(to_hex_text(contract.address));
    json.field<"number">(season.number);
    json.field<"state">(season.state);
    json.field<"proof">(season.is_final ? "final" : "pending");
    json.field<"cancellation_pending">(season.is_cancellation_pending);
    json.field<"starts_at">(season.starts_at);
    json.field<"ends_at">(season.ends_at);
    json.field<"reward">(season.reward);
    json.field<"created_at">(season.created_at);
    json.field<"block_number">(season.block_number);
    json.field<"block_hash">(to_hex_text(season.block_hash));
    json.field<"transaction_hash">(to_hex_text(season.tx_hash));
    json.field<"proven_block">(season.proven_block);
    json.field<"proven_at">(season.proven_at);
    json.close_object();
}

}  // namespace

base::Task<http::Response> list_seasons(access::Call& call) {
    http::QueryReader query(call.request().query);
    const SeasonContract contract = co_await season_contract(call, query);
    http::FilterHash filter;
    filter.add(contract.chain_id).add(base::text_of(contract.address));
    const http::Page<Place> page(call.request(), query, call.cursor_scope(list_name, filter));
    query.finish();

    const auto [number] = page.after().value_or(Place{after_every_season});
    auto rows_query = call.database().read(sql::staking::list_seasons, contract.chain_id, contract.address, number,
                                           page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, call.database(), sql::staking::count_seasons, contract.chain_id,
                                                 contract.address);
    const auto rows = co_await rows_query;
    const auto write = [&](base::JsonWriter& json, const auto& season) { write_season(json, contract, season); };
    const auto place_of = [](const auto& season) { return Place{season.number}; };
    co_return page.respond(rows, total, write, place_of);
}

base::Task<http::Response> show_season(access::Call& call) {
    const std::int64_t number = call.path_id("number", "season");
    http::QueryReader query(call.request().query);
    const SeasonContract contract = co_await season_contract(call, query);
    query.finish();
    const auto rows =
        co_await call.database().read(sql::staking::get_season, contract.chain_id, contract.address, number);
    const auto season = rows.first();
    if (!season) {
        throw http::Problem::not_found("season");
    }
    base::JsonWriter json(1024);
    write_season(json, contract, *season);
    co_return http::Response::json(json.take());
}

}  // namespace gracy::staking
