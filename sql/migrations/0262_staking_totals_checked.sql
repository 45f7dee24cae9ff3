-- What a contract's events add up to beside what its storage says is staked in all: how much more the events said, and at
-- which block that was. Null where nobody asks for it.
alter table gracy.staking_cursor
    add column total_block bigint,
    add column total_difference numeric;
