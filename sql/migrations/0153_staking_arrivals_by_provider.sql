-- Since when no webhook delivery has come is read of each provider: one may be paused while another delivers.
create index staking_delivery_by_provider on gracy.staking_delivery (provider, received_at);
drop index gracy.staking_delivery_by_arrival;
