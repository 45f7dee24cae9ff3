-- Takes back what has begun: stops what has not been delivered and marks what has. Outcomes: ok, not_found,
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
-- column: stopped bigint?
-- column: marked bigint?
select recalled.outcome, recalled.subject, recalled.stopped, recalled.marked
from recall_announcement($1, $2, $3, $4, $5) as recalled
