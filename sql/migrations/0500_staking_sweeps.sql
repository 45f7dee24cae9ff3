-- How much of a contract's rewards its owner has swept, in all, and from which proven block to which it was that much. The contract's
-- ledger is proven at these two; as what was swept never falls, it was the same in between. A row for each amount.
create table gracy.staking_swept (
    chain_id bigint not null,
    contract bytea not null check (octet_length(contract) = 20),
    swept numeric(78) not null check (swept >= 0),
    first_block bigint not null,
    first_block_time timestamptz not null,
    last_block bigint not null,
    last_block_time timestamptz not null,
    primary key (chain_id, contract, swept),
    check (first_block <= last_block and first_block_time <= last_block_time)
);

grant select, insert, update, delete on gracy.staking_swept to gracy_app;
