-- What an account has in each contract of a chain; proven_block: up to there nothing is missing.
--
-- kind: read
-- process: nginx
-- plan: staking_position_pkey staking_cursor_pkey
-- param: chain_id bigint
-- param: account bytea
-- column: contract bytea
-- column: balance text
-- column: staked text
-- column: withdrawn text
-- column: claimed text
-- column: events bigint
-- column: last_block bigint
-- column: last_event_at timestamptz
-- column: proven_block bigint?
select position.contract, position.balance::text, position.staked::text, position.withdrawn::text, position.claimed::text,
       position.events, position.last_block, position.last_event_at, place.last_block
from staking_position position
left join staking_cursor place on place.chain_id = $1 and place.contract = position.contract
where position.chain_id = $1 and position.account = $2
order by position.contract
