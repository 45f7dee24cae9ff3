-- A contract's final history is compared with what a paid provider tells of it, now and then: when that was begun last, and up
-- to which block it has agreed or was found to differ.
alter table gracy.staking_cursor
    add column audited_at timestamptz,
    add column audited_block bigint;

create index staking_event_by_block on gracy.staking_event (chain_id, contract, block_number) where state = 'final';
