-- How far a long reading of a contract's history is: a row while it goes on, none when there is nothing left to read.
create table gracy.staking_reading (
    chain_id bigint not null,
    contract bytea not null check (octet_length(contract) = 20),
    first_block bigint not null,
    last_block bigint not null,
    -- Everything up to here is read.
    read_block bigint not null,
    read_at timestamptz not null default now(),
    -- As estimated then.
    ends_at timestamptz not null,
    primary key (chain_id, contract),
    check (read_block between first_block - 1 and last_block)
);

grant select, insert, update, delete on gracy.staking_reading to gracy_app;
