-- What was staked in a contract, withdrawn from it and claimed, in all, up to proven_block; null before the first proof, when some
-- of it may be missing. swept: of rewards, by the owner, up to there; null when its ledger was not proven there.
--
-- kind: read
-- process: nginx
-- plan: staking_day_pkey staking_cursor_pkey staking_swept_pkey
-- param: chain_id bigint
-- param: contract bytea
-- column: staked text
-- column: withdrawn text
-- column: claimed text
-- column: balance text
-- column: events bigint
-- column: proven_block bigint?
-- column: swept text?
select coalesce(sum(day.staked), 0)::text, coalesce(sum(day.withdrawn), 0)::text, coalesce(sum(day.claimed), 0)::text,
       coalesce(sum(day.staked - day.withdrawn), 0)::text, coalesce(sum(day.events), 0)::bigint,
       (select place.last_block from staking_cursor place where place.chain_id = $1 and place.contract = $2),
       (select known.swept::text
        from staking_cursor place
        join staking_swept known on known.chain_id = $1 and known.contract = $2 and known.last_block = place.last_block
        where place.chain_id = $1 and place.contract = $2
        order by known.swept desc
        limit 1)
from staking_day day
where day.chain_id = $1 and day.contract = $2
