#include "staking/accounts/history.hpp"

#include "access/total.hpp"
#include "gracy/sql/staking.hpp"
#include "http/page.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/path_address.hpp"

#include <limits>
#include <string>
#include <tuple>

namespace gracy::staking {
namespace {

/// Block, place in it and transaction, newest first: above what is final two blocks may have one number.
using Place = std::tuple<std::int64_t, std::int64_t, std::string>;

constexpr char list_name = 'H';
constexpr std::int64_t after_every_block = std::numeric_limits<std::int64_t>::max();

void write_event(base::JsonWriter& json, const sql::staking::list_account_history_row& event) {
    json.open_object();
    json.field<"contract">(to_hex_text(event.contract));
    json.field<"kind">(event.kind);
    json.field<"amount">(event.amount);
    json.field<"state">(event.state);
    json.field<"proven">(event.proven);
    json.field<"source">(event.source);
    json.field<"block_number">(event.block_number);
    json.field<"block_hash">(to_hex_text(event.block_hash));
    json.field<"block_time">(event.block_time);
    json.field<"transaction_hash">(to_hex_text(event.tx_hash));
    json.field<"log_index">(event.log_index);
    json.close_object();
}

Place place_of(const sql::staking::list_account_history_row& event) {
    return {event.block_number, event.log_index, std::string(base::text_of(event.tx_hash))};
}

}  // namespace

base::Task<http::Response> account_history(access::Call& call) {
    const Address account = path_address(call);
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    http::FilterHash filter;
    filter.add(chain).add(base::text_of(account));
    const http::Page<Place> page(call.request(), query, call.cursor_scope(list_name, filter));
    query.finish();

    const auto [block, index, transaction] = page.after().value_or(Place{after_every_block, 0, ""});
    auto rows_query = call.database().read(sql::staking::list_account_history, chain, account, block,
                                           static_cast<std::int32_t>(index), base::bytes_of(transaction),
                                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, call.database(), sql::staking::count_account_history, chain, account);
    const auto rows = co_await rows_query;
    co_return page.respond(rows, total, write_event, place_of);
}

}  // namespace gracy::staking
