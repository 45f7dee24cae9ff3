-- How far the history of each contract of a chain is proven, and what is not final yet.
--
-- kind: read
-- process: nginx
-- plan: staking_cursor_pkey staking_event_pending
-- param: chain_id bigint
-- column: contract bytea
-- column: last_block bigint
-- column: last_block_hash bytea
-- column: proven_sequence bigint?
-- column: proven_seasons bigint?
-- column: updated_at timestamptz
-- column: pending bigint
-- column: total_block bigint?
-- column: total_difference text?
select place.contract, place.last_block, place.last_block_hash, place.proven_sequence, place.proven_seasons, place.updated_at,
       (select count(*) from staking_event event
        where event.chain_id = $1 and event.contract = place.contract and event.state = 'pending'),
       place.total_block, place.total_difference::text
from staking_cursor place
where place.chain_id = $1
order by place.contract
