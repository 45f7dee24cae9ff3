-- A contract's final events of some blocks, as a log tells them: to be compared with another provider's. Where there is none,
-- an account is empty, and sequences and seasons are 0. The number of rows of a provider's answer bounds what is of use.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: staking_event_by_block
-- param: chain_id bigint
-- param: contract bytea
-- param: first_block bigint
-- param: last_block bigint
-- param: limit int
-- column: block_number bigint
-- column: block_hash bytea
-- column: tx_hash bytea
-- column: kind text
-- column: account bytea
-- column: amount text
-- column: sequence bigint
-- column: season bigint
select event.block_number, event.block_hash, event.tx_hash, event.kind, coalesce(event.account, ''), event.amount::text,
       coalesce(event.sequence, 0), coalesce(event.season, 0)
from staking_event event
where event.chain_id = $1 and event.contract = $2 and event.state = 'final' and event.block_number between $3 and $4
order by event.block_number
limit $5::int
