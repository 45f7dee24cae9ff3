-- What an account has in each contract of a chain.
--
-- kind: read
-- process: nginx
-- plan: staking_position_pkey
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
select position.contract, position.balance::text, position.staked::text, position.withdrawn::text, position.claimed::text,
       position.events, position.last_block, position.last_event_at
from staking_position position
where position.chain_id = $1 and position.account = $2
order by position.contract
