-- Who has something staked in a contract, the largest balance first. The first page begins before ('Infinity', '').
--
-- kind: read
-- process: nginx
-- plan: staking_position_by_balance staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- param: before_balance text
-- param: before_account bytea
-- param: limit int
-- param: offset int
-- column: account bytea
-- column: balance text
-- column: claimed text
-- column: events bigint
-- column: last_event_at timestamptz
-- column: proven_block bigint?
select position.account, position.balance::text, position.claimed::text, position.events, position.last_event_at,
       (select place.last_block from staking_cursor place where place.chain_id = $1 and place.contract = $2)
from staking_position position
where position.chain_id = $1 and position.contract = $2 and position.balance > 0
      and (position.balance, position.account) < ($3::numeric, $4)
order by position.balance desc, position.account desc
limit $5::int
offset $6::int
