-- Since when no webhook delivery has come is read at each scrape.
create index staking_delivery_by_arrival on gracy.staking_delivery (received_at);
