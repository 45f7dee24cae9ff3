-- How far a long reading of a contract's history is. One that goes on, after a failure or in another process, keeps its
-- beginning.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: chain_id bigint
-- param: contract bytea
-- param: first_block bigint
-- param: last_block bigint
-- param: read_block bigint
-- param: seconds_left bigint
-- column: first_block bigint
insert into staking_reading as known (chain_id, contract, first_block, last_block, read_block, ends_at)
values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
on conflict (chain_id, contract) do update
set first_block = case when excluded.first_block between known.first_block and known.last_block then known.first_block
                       else excluded.first_block end,
    last_block = excluded.last_block, read_block = excluded.read_block, read_at = now(), ends_at = excluded.ends_at
returning known.first_block
