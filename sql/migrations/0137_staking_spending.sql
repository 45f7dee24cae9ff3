-- What it has cost to watch a chain, a row a day (UTC). Prices are compute units of Alchemy's list
-- (ngx_gracy_module/staking/compute_units.hpp), so that public calls, which cost nothing, can be set beside bought ones.
create table gracy.staking_spending (
    chain_id bigint not null,
    day date not null,
    -- For how long somebody watched, and when that was added last.
    watched interval not null default '0',
    watched_at timestamptz,
    public_units bigint not null default 0,
    paid_units bigint not null default 0,
    webhook_bytes bigint not null default 0,
    primary key (chain_id, day)
);

alter table gracy.staking_provider add column compute_units bigint not null default 0;

grant select, insert, update, delete on gracy.staking_spending to gracy_app;
