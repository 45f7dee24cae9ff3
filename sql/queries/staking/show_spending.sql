-- What the last days of watching a chain have cost; zeros before the first.
--
-- kind: read
-- process: both
-- plan: staking_spending_pkey
-- param: chain_id bigint
-- param: days int
-- column: watched_seconds bigint
-- column: public_units bigint
-- column: paid_units bigint
-- column: webhook_bytes bigint
-- column: public_calls bigint
-- column: paid_calls bigint
select coalesce(extract(epoch from sum(spent.watched)), 0)::bigint, coalesce(sum(spent.public_units), 0)::bigint,
       coalesce(sum(spent.paid_units), 0)::bigint, coalesce(sum(spent.webhook_bytes), 0)::bigint,
       coalesce(sum(spent.public_calls), 0)::bigint, coalesce(sum(spent.paid_calls), 0)::bigint
from staking_spending spent
where spent.chain_id = $1 and spent.day > (now() at time zone 'UTC')::date - $2::int
