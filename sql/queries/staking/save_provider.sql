-- What the worker on duty knows of a provider. A quarantine that still runs stays at least as long, whatever this worker knows of
-- it: another may have found the lie.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: chain_id bigint
-- param: name text
-- param: operator_group text
-- param: paid bool
-- param: state text
-- param: seconds_out bigint?
-- param: head bigint?
-- param: finalized bigint?
-- param: calls bigint
-- param: failures bigint
-- param: compute_units bigint
-- param: lies int
-- param: latency_ms int?
-- param: error text?
-- column: lies int
insert into staking_provider as known
    (chain_id, name, operator_group, paid, state, until, head, finalized, calls, failures, compute_units, lies,
     latency_ms, error)
values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (chain_id, name) do update
set operator_group = excluded.operator_group, paid = excluded.paid,
    state = case when known.state = 'quarantined' and known.until > now() then known.state else excluded.state end,
    until = case when known.state = 'quarantined' and known.until > now()
                 then greatest(known.until, case excluded.state when 'quarantined' then excluded.until end)
                 else excluded.until end,
    head = coalesce(excluded.head, known.head), finalized = coalesce(excluded.finalized, known.finalized),
    calls = known.calls + excluded.calls, failures = known.failures + excluded.failures,
    compute_units = known.compute_units + excluded.compute_units, lies = known.lies + excluded.lies,
    latency_ms = coalesce(excluded.latency_ms, known.latency_ms), error = excluded.error, checked_at = now()
returning known.lies
