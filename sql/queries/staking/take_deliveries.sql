-- Takes deliveries that nobody has finished, oldest first; one that is not finished within a minute comes again.
--
-- kind: write
-- process: worker
-- plan: staking_delivery_open
-- param: limit int
-- column: provider text
-- column: delivery_id text
-- column: chain_id bigint
-- column: sequence text?
-- column: body bytea
-- column: received_at timestamptz
-- column: attempts int
with due as (
    select delivery.provider, delivery.delivery_id
    from staking_delivery delivery
    where delivery.state = 'new' and delivery.available_at <= now()
    order by delivery.available_at
    limit $1::int
    for no key update skip locked
)
update staking_delivery delivery
set attempts = delivery.attempts + 1, available_at = now() + interval '1 minute'
from due
where delivery.provider = due.provider and delivery.delivery_id = due.delivery_id
returning delivery.provider, delivery.delivery_id, delivery.chain_id, delivery.sequence::text, delivery.body,
          delivery.received_at, delivery.attempts
