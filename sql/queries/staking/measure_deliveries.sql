-- Webhook deliveries that wait for a worker.
--
-- kind: read
-- process: worker
-- plan: staking_delivery_open
-- column: waiting bigint
select count(*) from staking_delivery delivery where delivery.state = 'new'
