-- Ends a delivery: state `done`, or `refused` with the reason; false when it had ended before. One that was old when it
-- came is no sign of life of its provider. Its bytes are what its provider charges for.
--
-- kind: write
-- process: worker
-- plan: staking_delivery_pkey
-- param: provider text
-- param: delivery_id text
-- param: state text
-- param: error text?
-- param: is_old bool
-- column: finished bool
with finished as (
    update staking_delivery delivery
    set state = $3, error = $4, is_old = $5, finished_at = now()
    where delivery.provider = $1 and delivery.delivery_id = $2 and delivery.state = 'new'
    returning delivery.chain_id, octet_length(delivery.body) as bytes
), charged as (
    insert into staking_spending as kept (chain_id, day, webhook_bytes)
    select finished.chain_id, (now() at time zone 'UTC')::date, finished.bytes from finished
    on conflict (chain_id, day) do update set webhook_bytes = kept.webhook_bytes + excluded.webhook_bytes
)
select exists (select from finished)
