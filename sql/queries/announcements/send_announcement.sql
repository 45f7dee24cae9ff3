-- Sends an announcement at once, or at a moment in the future. Outcomes: ok, not_found, version_mismatch, state
-- (subject: which), not_future, empty_audience, approval_required (subject: to how many it would go).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: send_at timestamptz?
-- param: request_id text
-- column: outcome text
-- column: subject text?
select sent.outcome, sent.subject
from send_announcement($1, $2, $3, $4, $5, $6) as sent
