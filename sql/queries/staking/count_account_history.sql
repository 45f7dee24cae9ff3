-- How many stakes, claims and withdrawals staking/list_account_history has in all.
--
-- kind: read
-- process: nginx
-- plan: staking_event_by_account
-- param: chain_id bigint
-- param: account bytea
-- column: total bigint
select count(*)
from staking_event event
where event.chain_id = $1 and event.account = $2 and event.state <> 'orphaned'
