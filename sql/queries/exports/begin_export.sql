-- The next attempt to write an export. Outcomes: ok, gone.
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
select begun.outcome, begun.attempt, begun.requester_id, begun.dataset, begun.format
from begin_export($1, $2) as begun
