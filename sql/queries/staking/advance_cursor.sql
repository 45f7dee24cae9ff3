-- Moves a contract's cursor from expected_block to last_block, unless another process moved it first. Events of the
-- blocks in between that are still pending were not in them: they are orphaned.
--
-- kind: write
-- process: worker
-- plan: staking_event_pending
-- param: chain_id bigint
-- param: contract bytea
-- param: expected_block bigint
-- param: last_block bigint
-- param: last_block_hash bytea
-- param: last_block_time bigint
-- param: proven_sequence bigint?
-- param: proven_seasons bigint?
-- column: advanced bool
-- column: orphaned bigint
-- column: lowest_orphaned bigint?
with moved as (
    insert into staking_cursor as place
        (chain_id, contract, first_block, last_block, last_block_hash, last_block_time, proven_sequence, proven_seasons)
    values ($1, $2, $3 + 1, $4, $5, to_timestamp($6), $7, $8)
    on conflict (chain_id, contract) do update
    set last_block = excluded.last_block, last_block_hash = excluded.last_block_hash,
        last_block_time = excluded.last_block_time, proven_sequence = excluded.proven_sequence,
        proven_seasons = excluded.proven_seasons, updated_at = now()
    where place.last_block = $3
    returning 1
), orphaned as (
    update staking_event event
    set state = 'orphaned'
    where event.chain_id = $1 and event.contract = $2 and event.state = 'pending'
          and event.block_number > $3 and event.block_number <= $4
          and exists (select from moved)
    returning event.block_number
)
select exists (select from moved), (select count(*) from orphaned), (select min(orphaned.block_number) from orphaned)
