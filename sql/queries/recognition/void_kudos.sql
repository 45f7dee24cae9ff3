-- Takes a gift back: by its giver without a reason, by somebody who manages recognition with one. Outcomes: ok (refunded
-- is what its giver got back), not_found, not_giver, window_over, version_mismatch.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: kudos_id bigint
-- param: version int
-- param: reason text?
-- param: request_id text
-- column: outcome text
-- column: refunded int?
select voided.outcome, voided.refunded
from void_kudos($1, $2, $3, $4, $5, $6) as voided
