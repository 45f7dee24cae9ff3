-- Keeps the proof of a lie, and whoever told it out of the pool for so many seconds, or longer if it was out for longer already:
-- also when nothing else is saved of the cycle that has found it.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: chain_id bigint
-- param: provider text
-- param: operator_group text
-- param: paid bool
-- param: seconds_out bigint
-- param: request text
-- param: response_sha256 bytea
-- param: verdict text
-- column: id bigint
with convicted as (
    insert into staking_provider as known (chain_id, name, operator_group, paid, state, until)
    values ($1, $2, $3, $4, 'quarantined', now() + make_interval(secs => $5))
    on conflict (chain_id, name) do update
    set state = excluded.state,
        until = greatest(excluded.until, case known.state when 'quarantined' then known.until end)
)
insert into staking_evidence (chain_id, provider, operator_group, request, response_sha256, verdict)
values ($1, $2, $3, $6, $7, $8)
returning id
