-- The next attempt to write an export, and whether who asked for it manages people by now. Outcomes: ok, gone.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- column: outcome text
-- column: attempt int?
-- column: requester_id bigint?
-- column: dataset text?
-- column: format text?
-- column: manages_people bool
select begun.outcome, begun.attempt, begun.requester_id, begun.dataset, begun.format,
       coalesce(member_role($1, begun.requester_id) in ('owner', 'admin'), false)
from begin_export($1, $2) as begun
