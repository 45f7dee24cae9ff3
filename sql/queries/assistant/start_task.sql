-- Takes a task for the worker. Outcomes: ok, replayed and joined (id is the earlier one), key_reused, too_many_tasks.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: kind text
-- param: version int
-- param: input text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- column: outcome text
-- column: id bigint?
select started.outcome, started.id
from start_assistant_task($1, $2, $3, $4, $5, $6, $7) as started
