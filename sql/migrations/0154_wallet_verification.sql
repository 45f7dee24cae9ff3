-- Wallets that are contracts: only the chain can say whether one has signed (EIP-1271), so a worker asks it later. Like the
-- wallets themselves nothing that people with psql see.
create table gracy.wallet_verification (
    team_space_id bigint not null,
    member_id bigint not null,
    address bytea not null check (octet_length(address) = 20),
    chain_id bigint not null,
    -- Of the text that was to be signed (EIP-191).
    message_hash bytea not null check (octet_length(message_hash) = 32),
    signature bytea not null check (octet_length(signature) <= 4096),
    state text not null default 'verifying' check (state in ('verifying', 'refused')),
    -- Why it was refused.
    reason text check ((reason is null) = (state = 'verifying')),
    asked_at timestamptz not null default now(),
    -- Not to be taken before, and until when providers that are away are waited for.
    available_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '1 hour',
    attempts int not null default 0,
    primary key (team_space_id, member_id, address),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index wallet_verification_open on gracy.wallet_verification (available_at) where state = 'verifying';
select gracy.protect_table('wallet_verification', false);
