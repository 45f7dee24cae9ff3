#include "staking/seasons/season_figures.hpp"

#include "gracy/sql/staking.hpp"
#include "http/problem.hpp"

namespace gracy::staking {

base::Task<SeasonScope> season_scope(access::Call& call) {
    SeasonScope scope;
    scope.number = call.path_id("number", "season");
    http::QueryReader query(call.request().query);
    scope.contract = co_await season_contract(call, query);
    query.finish();
    const auto rows = co_await call.database().read(sql::staking::get_season, scope.contract.chain_id,
                                                    scope.contract.address, scope.number);
    const auto season = rows.first();
    if (!season) {
        throw http::Problem::not_found("season");
    }
    if (season->state == "cancelled") {
        throw http::Problem::conflict(
            "season-cancelled", {"This season was cancelled before it started.", "시작하기 전에 취소된 시즌이에요."});
    }
    if (!season->is_final) {
        throw http::Problem::conflict("season-pending", {"This season is not proven yet; then there are figures of it.",
                                                         "아직 증명되지 않은 시즌이에요. 증명된 뒤에 볼 수 있어요."});
    }
    scope.state = season->state;
    scope.starts_at = season->starts_at;
    scope.ends_at = season->ends_at;
    scope.reward = season->reward;
    scope.up_to_block = season->proven_block.value_or(-1);
    scope.proven_at = season->proven_at;
    co_return scope;
}

}  // namespace gracy::staking
