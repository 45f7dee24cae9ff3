-- What the staking contract emitted, as webhooks and polls reported it. These tables belong to a chain, not to a team
-- space.
create table gracy.staking_delivery (
    provider text not null,
    delivery_id text not null,
    chain_id bigint not null,
    -- Alchemy's exceeds 64 bits; of two deliveries about one block the higher wins.
    sequence numeric(40),
    body bytea not null,
    received_at timestamptz not null,
    state text not null default 'new' check (state in ('new', 'done', 'refused')),
    attempts int not null default 0,
    -- Not to be taken before.
    available_at timestamptz not null default now(),
    error text,
    finished_at timestamptz,
    primary key (provider, delivery_id)
);
create index staking_delivery_open on gracy.staking_delivery (available_at) where state = 'new';
create index staking_delivery_by_end on gracy.staking_delivery (finished_at) where state <> 'new';

create table gracy.staking_event (
    chain_id bigint not null,
    contract bytea not null check (octet_length(contract) = 20),
    tx_hash bytea not null check (octet_length(tx_hash) = 32),
    log_index int not null check (log_index >= 0),
    block_number bigint not null check (block_number >= 0),
    block_hash bytea not null check (octet_length(block_hash) = 32),
    block_time timestamptz not null,
    kind text not null check (kind in ('stake', 'claim', 'withdraw')),
    account bytea not null check (octet_length(account) = 20),
    -- uint256 has 78 digits.
    amount numeric(78) not null check (amount >= 0),
    -- pending: reported, the chain may still drop it. final: enough confirmations. orphaned: dropped. Never deleted.
    state text not null default 'pending' check (state in ('pending', 'final', 'orphaned')),
    -- Who reported it first.
    source text not null check (source in ('webhook', 'poll')),
    recorded_at timestamptz not null default now(),
    primary key (chain_id, contract, tx_hash, log_index)
);
create index staking_event_by_account
    on gracy.staking_event (chain_id, account, block_number desc, log_index desc);
create index staking_event_pending on gracy.staking_event (chain_id, contract, block_number) where state = 'pending';

-- How far a contract has been read: everything up to and including last_block is recorded.
create table gracy.staking_cursor (
    chain_id bigint not null,
    contract bytea not null check (octet_length(contract) = 20),
    last_block bigint not null,
    last_block_hash bytea not null check (octet_length(last_block_hash) = 32),
    updated_at timestamptz not null default now(),
    primary key (chain_id, contract)
);

grant select, insert, update, delete on gracy.staking_delivery, gracy.staking_event, gracy.staking_cursor to gracy_app;
