-- The contracts of a chain whose history is proven to some block, a few of them.
--
-- kind: read
-- process: nginx
-- plan: staking_cursor_pkey
-- param: chain_id bigint
-- param: limit int
-- column: contract bytea
select place.contract
from staking_cursor place
where place.chain_id = $1
order by place.contract
limit $2::int
