-- The next attempt to write an export, and what who asked for it may do by now: their role, and what they hold besides.
-- scopes: what they might do when they asked, null for all of it. Outcomes: ok, gone.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- column: outcome text
-- column: attempt int?
-- column: requester_id bigint?
-- column: subject_id bigint?
-- column: dataset text?
-- column: format text?
-- column: scopes bigint?
-- column: role text
-- column: grants text[]
select begun.outcome, begun.attempt, begun.requester_id, begun.subject_id, begun.dataset, begun.format, begun.scopes,
       member_role($1, begun.requester_id), member_grants($1, begun.requester_id)
from take_export($1, $2) as begun
