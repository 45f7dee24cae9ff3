-- What is told to the operator now; no rows: nothing, or not yet.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- param: pause_seconds float8
-- column: fingerprint bytea
-- column: summary text
-- column: waiting bigint
-- column: first_at timestamptz
-- column: last_at timestamptz
-- column: kinds bigint
-- column: times bigint
-- column: left_out bigint
select taken.fingerprint, taken.summary, taken.waiting, taken.first_at, taken.last_at, taken.kinds, taken.times, taken.left_out
from take_error_report($1, $2) as taken
