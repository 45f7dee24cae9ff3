-- Queues nudges to who has not answered: ok, not_found, not_open, reminders_spent, too_soon (next_at says when).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: wave_id bigint
-- param: request_id text
-- column: outcome text
-- column: next_at timestamptz?
select reminded.outcome, reminded.next_at
from remind_wave($1, $2, $3, $4) as reminded
