-- The blocks of a contract that were proven since its last audit, when the last one was begun so many seconds ago: this one
-- has begun then. No row otherwise. Before the first audit nothing counts as audited.
--
-- kind: write
-- process: worker
-- plan: staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- param: seconds bigint
-- column: audited_block bigint?
-- column: last_block bigint
-- column: last_block_hash bytea
update staking_cursor place
set audited_at = now()
where place.chain_id = $1 and place.contract = $2
      and (place.audited_at is null or place.audited_at <= now() - make_interval(secs => $3))
      and (place.audited_block is null or place.audited_block < place.last_block)
returning place.audited_block, place.last_block, place.last_block_hash
