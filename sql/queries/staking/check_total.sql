-- Holds what a contract's final events add up to against what its storage was proven to say is staked in all, at the block up
-- to which everything is proven: how much more the events say. No row when the cursor is elsewhere.
--
-- kind: write
-- process: worker
-- plan: staking_cursor_pkey staking_day_pkey
-- param: chain_id bigint
-- param: contract bytea
-- param: block bigint
-- param: total text
-- column: difference text
update staking_cursor place
set total_block = $3,
    total_difference = (select coalesce(sum(day.staked - day.withdrawn), 0) from staking_day day
                        where day.chain_id = $1 and day.contract = $2) - $4::numeric
where place.chain_id = $1 and place.contract = $2 and place.last_block = $3
returning place.total_difference::text
