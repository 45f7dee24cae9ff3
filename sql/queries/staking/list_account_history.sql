-- An account's stakes, claims and withdrawals, newest first, without those that the chain dropped. The first page
-- begins before (2^63-1, 0, ''); with an offset it is that of the first page. proven: nothing is missing up to its block.
--
-- kind: read
-- process: nginx
-- plan: staking_event_by_account staking_cursor_pkey
-- param: chain_id bigint
-- param: account bytea
-- param: before_block bigint
-- param: before_log_index int
-- param: before_tx_hash bytea
-- param: limit int
-- param: offset int
-- column: contract bytea
-- column: block_number bigint
-- column: log_index int
-- column: kind text
-- column: amount text
-- column: tx_hash bytea
-- column: block_hash bytea
-- column: block_time timestamptz
-- column: state text
-- column: source text
-- column: proven bool
select event.contract, event.block_number, event.log_index, event.kind, event.amount::text, event.tx_hash, event.block_hash,
       event.block_time, event.state, event.source,
       event.state = 'final' and coalesce(event.block_number <= place.last_block, false)
from staking_event event
left join staking_cursor place on place.chain_id = $1 and place.contract = event.contract
where event.chain_id = $1 and event.account = $2
      and (event.block_number, event.log_index, event.tx_hash) < ($3, $4, $5)
      and event.state <> 'orphaned'
order by event.block_number desc, event.log_index desc, event.tx_hash desc
limit $6::int
offset $7::int
