-- Declines exactly this version of an announcement, as somebody who wrote none of it: it is a draft again, and its author hears
-- why, where it is said. Outcomes: ok,
-- not_found, version_mismatch, own_announcement, state (subject: which).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: request_id text
-- param: reason text?
-- column: outcome text
-- column: subject text?
select done.outcome, done.subject
from decline_announcement($1, $2, $3, $4, $5, $6) as done
