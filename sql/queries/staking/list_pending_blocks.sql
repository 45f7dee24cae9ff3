-- Blocks with pending events, to be compared with the chain: a number comes twice when a reorganisation left two blocks
-- of it behind.
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
-- column: block_hash bytea
select distinct event.block_number, event.block_hash
from staking_event event
where event.chain_id = $1 and event.contract = $2 and event.state = 'pending' and event.block_number <= $3
order by event.block_number, event.block_hash
limit $4::int
