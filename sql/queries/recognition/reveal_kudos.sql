-- Who gave an anonymous gift. Outcomes: ok, not_found, not_anonymous.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: kudos_id bigint
-- param: reason text
-- param: request_id text
-- column: outcome text
-- column: giver_id bigint?
-- column: giver_name text?
select revealed.outcome, revealed.giver_id, revealed.giver_name
from reveal_kudos($1, $2, $3, $4, $5) as revealed
