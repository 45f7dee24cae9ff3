-- Decides what of a settled round is told of which group; see sql/functions/coffee/release_coffee_round.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: team_space_id bigint
-- param: round_id bigint
-- column: outcome text
select outcome from release_coffee_round($1, $2)
