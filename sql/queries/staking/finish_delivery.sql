-- Ends a delivery: state `done`, or `refused` with the reason; false when it had ended before.
--
-- kind: write
-- process: worker
-- plan: staking_delivery_pkey
-- param: provider text
-- param: delivery_id text
-- param: state text
-- param: error text?
-- column: finished bool
with finished as (
    update staking_delivery delivery
    set state = $3, error = $4, finished_at = now()
    where delivery.provider = $1 and delivery.delivery_id = $2 and delivery.state = 'new'
    returning 1
)
select exists (select from finished)
