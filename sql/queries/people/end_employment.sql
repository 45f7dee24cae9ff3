-- Lets somebody go whose last day has passed: ok, not_due, last_owner.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- column: outcome text
select end_employment($1, $2)
