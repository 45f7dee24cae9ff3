-- Stores a provider's webhook delivery as it came, once; false when it was there already.
--
-- kind: write
-- process: nginx
-- plan: none (an insert)
-- param: provider text
-- param: delivery_id text
-- param: chain_id bigint
-- param: sequence text?
-- param: body bytea
-- param: received_at timestamptz
-- column: stored bool
with stored as (
    insert into staking_delivery (provider, delivery_id, chain_id, sequence, body, received_at)
    -- What is not a number of up to 40 digits has no order; it is kept all the same.
    values ($1, $2, $3, case when $4::text ~ '^[0-9]{1,40}$' then $4::text::numeric end, $5, $6)
    on conflict (provider, delivery_id) do nothing
    returning 1
)
select exists (select from stored)
