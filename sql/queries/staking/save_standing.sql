-- What the worker on duty has learned of a provider that is written down.
--
-- kind: write
-- process: worker
-- plan: staking_provider_pkey
-- param: chain_id bigint
-- param: name text
-- param: recent_answers float8
-- param: recent_lies float8
-- param: calls_per_second float8?
-- param: blocks_at_a_time bigint?
-- column: saved bool
with saved as (
    update staking_provider provider
    set recent_answers = $3, recent_lies = $4, calls_per_second = $5,
        blocks_at_a_time = coalesce($6, provider.blocks_at_a_time)
    where provider.chain_id = $1 and provider.name = $2
    returning 1
)
select exists (select from saved)
