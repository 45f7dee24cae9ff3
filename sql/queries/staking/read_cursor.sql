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
-- column: proven_sequence bigint?
select place.last_block, place.last_block_hash, place.proven_sequence
from staking_cursor place
where place.chain_id = $1 and place.contract = $2
