-- Puts somebody into a team or changes the role there. Outcomes: ok, unchanged, unknown_team, unknown_member,
-- inactive_member.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: in_team_id bigint
-- param: member_id bigint
-- param: role text
-- param: request_id text
-- column: outcome text
select held.outcome
from put_team_member($1, $2, $3, $4, $5, $6) as held
