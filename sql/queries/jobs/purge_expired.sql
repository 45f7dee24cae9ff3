-- Deletes what has had its time, at most so many rows of each kind a call; the counts say whether to call again.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: sessions bigint
-- column: login_failures bigint
-- column: access_changes bigint
-- column: idempotency_keys bigint
-- column: events bigint
-- column: deliveries bigint
-- column: jobs bigint
-- column: cron_runs bigint
-- column: wallet_refusals bigint
-- column: api_tokens bigint
-- column: password_links bigint
select purged.sessions, purged.login_failures, purged.access_changes, purged.idempotency_keys, purged.events,
       purged.deliveries, purged.jobs, purged.cron_runs, purged.wallet_refusals, purged.api_tokens,
       purged.password_links
from purge_expired($1) as purged
