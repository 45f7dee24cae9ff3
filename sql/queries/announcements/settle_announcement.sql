-- After a sender's run: ends the announcement or queues the sender's next run.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- param: channel text
-- param: run text
-- param: sender int
-- param: step int
-- param: pause_seconds float8
-- column: state text
-- column: waiting bigint
-- column: next_at timestamptz?
select settled.state, settled.waiting, settled.next_at
from settle_announcement($1, $2, $3, $4, $5, $6, $7) as settled
