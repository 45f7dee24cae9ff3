-- A member has read it. Outcomes: ok, not_found, not_required, recalled.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: outcome text
-- column: acknowledged_at timestamptz?
select done.outcome, done.acknowledged_at
from acknowledge_announcement($1, $2, $3) as done
