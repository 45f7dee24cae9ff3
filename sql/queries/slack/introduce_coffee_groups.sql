-- Brings groups of coffee rounds one step nearer to their introduction; no row when none is due. Steps: opened, post (to
-- be written in this transaction), in_slack, by_notice, later, dropped, wait.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: team_space_id bigint
-- column: round_id bigint
-- column: group_no int
-- column: step text
select next.team_space_id, next.round_id, next.group_no, next.step
from introduce_coffee_groups($1) as next
