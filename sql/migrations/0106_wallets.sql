-- Wallets that members have shown to be theirs. Which wallet is whose is the member's own affair, so people with psql do not
-- see these tables.
create table gracy.wallet (
    team_space_id bigint not null,
    address bytea not null check (octet_length(address) = 20),
    member_id bigint not null,
    -- Whether who looks after people sees what it holds.
    shares_balances bool not null default false,
    linked_at timestamptz not null default now(),
    primary key (team_space_id, address),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index wallet_by_member on gracy.wallet (team_space_id, member_id);
select gracy.protect_table('wallet', false);

-- What a member was asked to sign: for a short time, and once.
create table gracy.wallet_challenge (
    team_space_id bigint not null,
    member_id bigint not null,
    nonce text collate "C" not null,
    address bytea not null check (octet_length(address) = 20),
    message text not null,
    expires_at timestamptz not null,
    primary key (team_space_id, member_id, nonce),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
select gracy.protect_table('wallet_challenge', false);
