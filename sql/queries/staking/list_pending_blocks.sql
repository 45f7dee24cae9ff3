-- Blocks at or below the cursor with events that a webhook reported and no poll has seen: the worker reads them again.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: staking_event_pending
-- param: chain_id bigint
-- param: contract bytea
-- param: up_to_block bigint
-- param: limit int
-- column: block_number bigint
select distinct event.block_number
from staking_event event
where event.chain_id = $1 and event.contract = $2 and event.state = 'pending' and event.block_number <= $3
order by event.block_number
limit $4::int
