-- Orphans the pending events of a block of which a webhook's provider says that the chain has dropped it. What is final
-- stays, and what was orphaned comes back when the chain shows it.
--
-- kind: write
-- process: worker
-- plan: staking_event_pending
-- param: chain_id bigint
-- param: contract bytea
-- param: block_number bigint
-- param: block_hash bytea
-- column: orphaned bigint
with orphaned as (
    update staking_event event
    set state = 'orphaned'
    where event.chain_id = $1 and event.contract = $2 and event.block_number = $3 and event.state = 'pending'
          and event.block_hash = $4
    returning 1
)
select count(*) from orphaned
