-- Asks the people of a round whether they met, or counts who was silent.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: round_id bigint
-- column: state text?
select follow_up_coffee_round($1, $2)
