-- What was staked in a contract, withdrawn from it and claimed, in all, up to proven_block; null before the first proof, when some
-- of it may be missing.
--
-- kind: read
-- process: nginx
-- plan: staking_day_pkey staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- column: staked text
-- column: withdrawn text
-- column: claimed text
-- column: balance text
-- column: events bigint
-- column: proven_block bigint?
select coalesce(sum(day.staked), 0)::text, coalesce(sum(day.withdrawn), 0)::text, coalesce(sum(day.claimed), 0)::text,
       coalesce(sum(day.staked - day.withdrawn), 0)::text, coalesce(sum(day.events), 0)::bigint,
       (select place.last_block from staking_cursor place where place.chain_id = $1 and place.contract = $2)
from staking_day day
where day.chain_id = $1 and day.contract = $2
