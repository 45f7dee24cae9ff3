-- Seasons: a contract that pays in them says when one is created and when it is taken back. Its word about them is an event
-- like others: pending, final or orphaned, and what seasons there are follows from the events that are left.
alter table gracy.staking_event
    alter column account drop not null,
    drop constraint staking_event_kind_check,
    add constraint staking_event_kind_check check (kind in ('stake', 'claim', 'withdraw', 'season_created', 'season_cancelled')),
    -- Counted from 1. The number of one that was cancelled may be given again.
    add column season bigint check (season > 0),
    add column starts_at timestamptz,
    add column ends_at timestamptz,
    add constraint staking_event_of_account_or_season check ((account is null) = (season is not null)),
    add constraint staking_event_season_has_times check ((kind = 'season_created') = (starts_at is not null and ends_at is not null));

create index staking_event_by_season on gracy.staking_event (chain_id, contract, season, block_number desc, log_index desc)
    where season is not null and state <> 'orphaned';

alter table gracy.staking_cursor
    -- Of last_block: as of when a season is planned, running or ended.
    add column last_block_time timestamptz,
    -- How many seasons the contract's storage has at last_block, each of which is what its events tell; null when that was
    -- not looked at.
    add column proven_seasons bigint check (proven_seasons >= 0);

-- A season is nobody's position.
drop trigger staking_event_recorded on gracy.staking_event;
drop trigger staking_event_became_final on gracy.staking_event;
create trigger staking_event_recorded after insert on gracy.staking_event
    for each row when (new.state = 'final' and new.account is not null) execute function gracy.count_final_event();
create trigger staking_event_became_final after update of state on gracy.staking_event
    for each row when (new.state = 'final' and old.state <> 'final' and new.account is not null)
    execute function gracy.count_final_event();
