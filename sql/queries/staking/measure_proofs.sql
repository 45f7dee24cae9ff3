-- How far a contract is proven and since when, for metrics; no row before the first proof.
--
-- kind: read
-- process: worker
-- plan: staking_cursor_pkey staking_event_pending
-- param: chain_id bigint
-- param: contract bytea
-- column: contract text
-- column: last_block bigint
-- column: proven_seconds_ago float8
-- column: pending bigint
select '0x' || encode(place.contract, 'hex'), place.last_block, extract(epoch from now() - place.updated_at)::float8,
       (select count(*) from staking_event event
        where event.chain_id = $1 and event.contract = place.contract and event.state = 'pending')
from staking_cursor place
where place.chain_id = $1 and place.contract = $2
