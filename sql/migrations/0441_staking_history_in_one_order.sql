-- While a block may still be dropped, two of one height may have an event at the same place: the transaction tells them apart.
create index staking_event_of_account
    on gracy.staking_event (chain_id, account, block_number desc, log_index desc, tx_hash desc);
drop index gracy.staking_event_by_account;
alter index gracy.staking_event_of_account rename to staking_event_by_account;
