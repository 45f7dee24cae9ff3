-- What has become final since a webhook was heard of last.
create index staking_event_by_time on gracy.staking_event (chain_id, block_time) where state = 'final';
