-- Makes what was cancelled a draft again, by its author or an administrator. Outcomes: ok, not_found, not_author,
-- version_mismatch, state (subject: which).
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
from reopen_announcement($1, $2, $3, $4, $5) as done
