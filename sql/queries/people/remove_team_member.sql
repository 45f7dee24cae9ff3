-- Takes somebody out of a team. Outcomes: ok, not_found.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: in_team_id bigint
-- param: member_id bigint
-- param: request_id text
-- column: outcome text
select gone.outcome
from remove_team_member($1, $2, $3, $4, $5) as gone
