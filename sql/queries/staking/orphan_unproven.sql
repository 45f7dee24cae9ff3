-- Orphans the pending events of a block that are not in its receipts, whoever reported them: all but these, each a
-- transaction and a log index.
--
-- kind: write
-- process: worker
-- plan: staking_event_pending
-- param: chain_id bigint
-- param: contract bytea
-- param: block_number bigint
-- param: block_hash bytea
-- param: tx_hashes bytea[]
-- param: log_indexes int[]
-- column: orphaned bigint
with orphaned as (
    update staking_event event
    set state = 'orphaned'
    where event.chain_id = $1 and event.contract = $2 and event.block_number = $3 and event.state = 'pending'
          and event.block_hash = $4
          and not exists (select from unnest($5::bytea[], $6::int[]) as proven(tx_hash, log_index)
                          where proven.tx_hash = event.tx_hash and proven.log_index = event.log_index)
    returning 1
)
select count(*) from orphaned
