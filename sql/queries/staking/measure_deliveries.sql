-- Webhook deliveries that wait for a worker, and for how long nothing has come; NULL when nothing ever has.
--
-- kind: read
-- process: worker
-- plan: staking_delivery_open staking_delivery_by_arrival
-- column: waiting bigint
-- column: silent_seconds float8?
select (select count(*) from staking_delivery delivery where delivery.state = 'new'),
       (select extract(epoch from now() - max(delivery.received_at))::float8 from staking_delivery delivery)
