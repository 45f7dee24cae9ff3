-- Since when no webhook delivery has come is read of each provider and chain: each chain has a webhook of its own.
create index staking_delivery_by_source on gracy.staking_delivery (provider, chain_id, received_at);
drop index gracy.staking_delivery_by_provider;
