-- Up to which block nothing is missing of a contract's events; no row before the first proof.
--
-- kind: read
-- process: nginx
-- plan: staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- column: proven_block bigint
select place.last_block
from staking_cursor place
where place.chain_id = $1 and place.contract = $2
