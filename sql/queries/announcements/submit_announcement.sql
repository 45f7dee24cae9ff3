-- Asks others to approve a draft. Outcomes: ok, not_found, version_mismatch, state (subject: which), no_approver.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: request_id text
-- column: outcome text
-- column: subject text?
select done.outcome, done.subject
from request_approval($1, $2, $3, $4, $5) as done
