-- How many accounts staking/list_stakers has in all.
--
-- kind: read
-- process: nginx
-- plan: staking_position_by_balance
-- param: chain_id bigint
-- param: contract bytea
-- column: total bigint
select count(*)
from staking_position position
where position.chain_id = $1 and position.contract = $2 and position.balance > 0
