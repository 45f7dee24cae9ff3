-- Takes back what the member added to somebody else's gift. Outcomes: ok, not_found, not_boosted, window_over.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: kudos_id bigint
-- column: outcome text
-- column: refunded int?
select withdrawn.outcome, withdrawn.refunded
from withdraw_boost($1, $2, $3) as withdrawn
