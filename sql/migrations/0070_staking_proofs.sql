-- History that is proven: what was verified against which block, which provider said what, and who lied.

-- The contract numbers its events from 1, whatever their kind and account; null for a contract that does not. Two final
-- events cannot have one number, whatever goes wrong elsewhere.
alter table gracy.staking_event add column sequence bigint check (sequence > 0);
create unique index staking_event_by_sequence on gracy.staking_event (chain_id, contract, sequence) where state = 'final';

-- Everything up to and including last_block is recorded, and nothing is missing: by proof.
alter table gracy.staking_cursor
    -- The contract's own count of events at last_block, proven from that block's state root; null when every block's bloom
    -- and receipts were looked at instead.
    add column proven_sequence bigint check (proven_sequence >= 0);

-- The pool, as the worker on duty sees it.
create table gracy.staking_provider (
    chain_id bigint not null,
    name text not null,
    -- Who runs it. Two providers of one operator are one witness.
    operator_group text not null,
    paid bool not null,
    state text not null check (state in ('healthy', 'failing', 'quarantined', 'wrong_chain')),
    -- Until when it is not asked; null when it is.
    until timestamptz,
    head bigint,
    finalized bigint,
    calls bigint not null default 0,
    failures bigint not null default 0,
    -- Proven ones.
    lies int not null default 0,
    -- Median of recent answers.
    latency_ms int,
    error text,
    checked_at timestamptz not null default now(),
    primary key (chain_id, name)
);

-- A row for each lie that was proven: what was asked, the digest of what was answered, and what it contradicts.
create table gracy.staking_evidence (
    id bigint generated always as identity primary key,
    chain_id bigint not null,
    provider text not null,
    operator_group text not null,
    request text not null,
    response_sha256 bytea not null check (octet_length(response_sha256) = 32),
    verdict text not null,
    found_at timestamptz not null default now()
);
create index staking_evidence_by_time on gracy.staking_evidence (chain_id, id desc);

grant select, insert, update, delete on gracy.staking_provider, gracy.staking_evidence to gracy_app;
