-- Reminds, once, those whom it reached and who have not acknowledged it. Outcomes: ok, not_found, version_mismatch, state
-- (subject: which), not_required, already_reminded.
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
-- column: reminded bigint?
select reminded_of.outcome, reminded_of.subject, reminded_of.reminded
from remind_announcement($1, $2, $3, $4, $5) as reminded_of
