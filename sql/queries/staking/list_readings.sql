-- Long readings of a chain's contracts that have not come to their end. is_stale: nothing was read for five minutes, and
-- no poll that is alive takes longer.
--
-- kind: read
-- process: nginx
-- plan: staking_reading_pkey
-- param: chain_id bigint
-- column: contract bytea
-- column: first_block bigint
-- column: last_block bigint
-- column: read_block bigint
-- column: blocks bigint
-- column: blocks_read bigint
-- column: percent bigint
-- column: read_at timestamptz
-- column: ends_at timestamptz
-- column: is_stale bool
select reading.contract, reading.first_block, reading.last_block, reading.read_block, size.blocks, size.blocks_read,
       100 * size.blocks_read / size.blocks, reading.read_at, greatest(reading.ends_at, now()),
       reading.read_at < now() - interval '5 minutes'
from staking_reading reading
cross join lateral (select reading.last_block - reading.first_block + 1 as blocks,
                           reading.read_block - reading.first_block + 1 as blocks_read) size
where reading.chain_id = $1
order by reading.contract
