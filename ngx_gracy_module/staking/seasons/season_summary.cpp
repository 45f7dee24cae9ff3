#include "staking/seasons/season_summary.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/staking.hpp"
#include "staking/seasons/season_figures.hpp"

namespace gracy::staking {
namespace {

using Figures = sql::staking::summarise_season_row;

void write_rewards(base::JsonWriter& json, const SeasonScope& scope, const Figures& figures) {
    json.key<"rewards">().open_object();
    json.field<"funded">(scope.reward);
    json.field<"claimed">(figures.claimed);
    json.field<"swept">(figures.swept);
    json.field<"left">(figures.rewards_left);
    json.close_object();
}

void write_pending(base::JsonWriter& json, const Figures& figures) {
    json.key<"pending">().open_object();
    json.field<"events">(figures.pending_events);
    json.field<"staked">(figures.pending_staked);
    json.field<"withdrawn">(figures.pending_withdrawn);
    json.field<"claimed">(figures.pending_claimed);
    json.close_object();
}

}  // namespace

base::Task<http::Response> summarise_season(access::Call& call) {
    const SeasonScope scope = co_await season_scope(call);
    const auto rows =
        co_await call.database().bulk(sql::staking::summarise_season, scope.contract.chain_id, scope.contract.address,
                                      scope.number, scope.starts_at, scope.ends_at, scope.up_to_block);
    const auto figures = rows.front();

    base::JsonWriter json(1024);
    json.open_object();
    json.field<"chain_id">(scope.contract.chain_id);
    json.field<"contract">(to_hex_text(scope.contract.address));
    json.field<"number">(scope.number);
    json.field<"state">(scope.state);
    json.field<"proof">("final");
    json.field<"starts_at">(scope.starts_at);
    json.field<"ends_at">(scope.ends_at);
    json.field<"proven_block">(scope.up_to_block < 0 ? std::nullopt : std::optional(scope.up_to_block));
    json.field<"proven_at">(scope.proven_at);
    json.field<"stakers">(figures.stakers);
    json.field<"stakers_at_start">(figures.stakers_at_start);
    json.field<"stakers_at_end">(figures.stakers_at_end);
    json.field<"staked_at_start">(figures.staked_at_start);
    json.field<"staked">(figures.staked);
    json.field<"withdrawn">(figures.withdrawn);
    json.field<"claimed">(figures.claimed);
    json.field<"staked_at_end">(figures.staked_at_end);
    json.field<"events">(figures.events);
    write_rewards(json, scope, figures);
    write_pending(json, figures);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::staking
