#include "staking/accounts/totals.hpp"

#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/staking.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/path_address.hpp"
#include "staking/proven_block.hpp"

namespace gracy::staking {
namespace {

using std::chrono::days;

// Twelve seasons.
constexpr days longest_span{1100};
constexpr days usual_span{366};

struct Span {
    base::Date from;
    base::Date to;
};

Span read_span(const access::Call& call, http::QueryReader& query) {
    const base::Date today = floor<days>(call.services().clock.now());
    Span span{};
    span.to = query.date("to").value_or(today);
    span.from = query.date("from").value_or(span.to - usual_span);
    if (span.from > span.to) {
        query.refuse({http::FieldError::Place::query, "from", "out_of_order",
                      http::Text{"from must not be after to.", "from은 to보다 뒤일 수 없어요."}});
    } else if (span.to - span.from > longest_span) {
        query.refuse({http::FieldError::Place::query, "from", "too_long",
                      http::Text{"At most 1100 days can be shown at once.", "한 번에 1100일까지만 볼 수 있어요."}});
    }
    return span;
}

void write_day(base::JsonWriter& json, const sql::staking::list_days_row& day) {
    json.open_object();
    json.field<"day">(day.day);
    json.field<"staked">(day.staked);
    json.field<"withdrawn">(day.withdrawn);
    json.field<"claimed">(day.claimed);
    json.field<"events">(day.events);
    json.field<"balance">(day.balance);
    json.close_object();
}

}  // namespace

base::Task<http::Response> show_totals(access::Call& call) {
    const Address contract = path_address(call);
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    query.finish();
    auto totals_query = call.database().read(sql::staking::show_totals, chain, contract);
    auto stakers_query = call.database().read(sql::staking::count_stakers, chain, contract);
    const auto totals_rows = co_await totals_query;
    const auto stakers = co_await stakers_query;
    const auto totals = totals_rows.front();

    base::JsonWriter json(512);
    json.open_object();
    json.field<"chain_id">(chain);
    json.field<"contract">(to_hex_text(contract));
    json.field<"proven_block">(totals.proven_block);
    json.field<"balance">(totals.balance);
    json.field<"stakers">(stakers.front().total);
    json.field<"staked">(totals.staked);
    json.field<"withdrawn">(totals.withdrawn);
    json.field<"claimed">(totals.claimed);
    json.field<"swept">(totals.swept);
    json.field<"events">(totals.events);
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_days(access::Call& call) {
    const Address contract = path_address(call);
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    const Span span = read_span(call, query);
    query.finish();
    const auto proven = co_await proven_block(call, chain, contract);
    const auto rows = co_await call.database().read(sql::staking::list_days, chain, contract, span.from, span.to);

    base::JsonWriter json(256 + 256 * rows.size());
    json.open_object().key<"data">().open_array();
    for (const auto& row : rows) {
        write_day(json, row);
    }
    json.close_array();
    json.field<"proven_block">(rows.first() ? rows.front().proven_block : proven);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::staking
