-- Everything up to a block was audited, whatever came of it.
--
-- kind: write
-- process: worker
-- plan: staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- param: audited_block bigint
-- column: audited_block bigint
update staking_cursor place
set audited_block = $3
where place.chain_id = $1 and place.contract = $2
returning place.audited_block
