-- How far a contract's history is proven; no row before the first time.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- column: last_block bigint
-- column: last_block_hash bytea
-- column: last_block_time bigint?
-- column: proven_sequence bigint?
-- column: proven_seasons bigint?
-- column: first_block bigint?
select place.last_block, place.last_block_hash, extract(epoch from place.last_block_time)::bigint,
       place.proven_sequence, place.proven_seasons, place.first_block
from staking_cursor place
where place.chain_id = $1 and place.contract = $2
