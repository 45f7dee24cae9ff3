-- Lets go of a round that is more than a day late; false when it was dealt with.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: program_id bigint
-- param: fire_at timestamptz
-- column: skipped bool
select skip_coffee_round($1, $2, $3)
