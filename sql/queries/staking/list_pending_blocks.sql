-- Blocks with pending events, and how many, to be compared with the chain: a number comes twice when a reorganisation
-- left two blocks of it behind.
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
-- column: events bigint
select event.block_number, event.block_hash, count(*)
from staking_event event
where event.chain_id = $1 and event.contract = $2 and event.state = 'pending' and event.block_number <= $3
group by event.block_number, event.block_hash
order by event.block_number, event.block_hash
limit $4::int
