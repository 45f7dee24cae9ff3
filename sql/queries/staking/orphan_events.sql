-- Orphans the pending events of a block that the chain has dropped: those that are not of the canonical block of that
-- number, or all when none is named.
--
-- kind: write
-- process: worker
-- plan: staking_event_pending
-- param: chain_id bigint
-- param: contract bytea
-- param: block_number bigint
-- param: canonical_hash bytea?
-- column: orphaned bigint
with orphaned as (
    update staking_event event
    set state = 'orphaned'
    where event.chain_id = $1 and event.contract = $2 and event.block_number = $3 and event.state = 'pending'
          and ($4::bytea is null or event.block_hash <> $4)
    returning 1
)
select count(*) from orphaned
