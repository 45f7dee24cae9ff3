-- Deletes all that is known of a contract's history, unless a worker is on staking duty. Outcomes: forgotten, watched, unknown.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: chain_id bigint
-- param: contract bytea
-- column: outcome text
-- column: events bigint?
-- column: positions bigint?
-- column: days bigint?
-- column: last_block bigint?
select forgotten.outcome, forgotten.events, forgotten.positions, forgotten.days, forgotten.last_block
from forget_contract($1, $2) as forgotten
