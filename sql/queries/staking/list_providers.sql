-- The pool of a chain, as the worker on duty saw it last. is_stale: nobody has looked for a quarter of an hour. is_kept:
-- it was there when the pool was saved last, as who was taken out of the configuration since is not.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: staking_provider_pkey
-- param: chain_id bigint
-- column: name text
-- column: operator_group text
-- column: paid bool
-- column: state text
-- column: until timestamptz?
-- column: seconds_out bigint
-- column: head bigint?
-- column: finalized bigint?
-- column: calls bigint
-- column: failures bigint
-- column: compute_units bigint
-- column: lies int
-- column: latency_ms int?
-- column: calls_per_second float8?
-- column: blocks_at_a_time bigint?
-- column: error text?
-- column: checked_at timestamptz
-- column: recent_answers float8
-- column: recent_lies float8
-- column: is_stale bool
-- column: is_kept bool
select provider.name, provider.operator_group, provider.paid, provider.state, provider.until,
       coalesce(greatest(ceil(extract(epoch from provider.until - now())), 0), 0)::bigint, provider.head, provider.finalized,
       provider.calls, provider.failures, provider.compute_units, provider.lies, provider.latency_ms, provider.calls_per_second,
       provider.blocks_at_a_time, provider.error, provider.checked_at,
       provider.recent_answers * power(0.5, least(extract(epoch from now() - provider.checked_at)::float8 / 86400, 1000)),
       provider.recent_lies * power(0.5, least(extract(epoch from now() - provider.checked_at)::float8 / 86400, 1000)),
       provider.checked_at < now() - interval '15 minutes',
       provider.checked_at > max(provider.checked_at) over () - interval '5 minutes'
from staking_provider provider
where provider.chain_id = $1
order by provider.name
