-- What accounts hold and what happened each day, from final events only: counted when an event becomes final, which it
-- then stays. Nobody adds up a history while somebody waits.
create table gracy.staking_position (
    chain_id bigint not null,
    contract bytea not null check (octet_length(contract) = 20),
    account bytea not null check (octet_length(account) = 20),
    -- Sums since the beginning; of many uint256, so without a limit.
    staked numeric not null,
    withdrawn numeric not null,
    claimed numeric not null,
    balance numeric not null generated always as (staked - withdrawn) stored,
    events bigint not null,
    last_block bigint not null,
    last_event_at timestamptz not null,
    primary key (chain_id, account, contract)
);
create index staking_position_by_balance on gracy.staking_position (chain_id, contract, balance desc, account desc)
    where balance > 0;

create table gracy.staking_day (
    chain_id bigint not null,
    contract bytea not null check (octet_length(contract) = 20),
    -- Of the blocks' time, in UTC.
    day date not null,
    staked numeric not null,
    withdrawn numeric not null,
    claimed numeric not null,
    events bigint not null,
    primary key (chain_id, contract, day)
);

grant select, insert, update, delete on gracy.staking_position, gracy.staking_day to gracy_app;

create function gracy.count_final_event() returns trigger
    language plpgsql as $$
declare
    v_staked numeric := case when new.kind = 'stake' then new.amount else 0 end;
    v_withdrawn numeric := case when new.kind = 'withdraw' then new.amount else 0 end;
    v_claimed numeric := case when new.kind = 'claim' then new.amount else 0 end;
begin
    insert into gracy.staking_position as known
        (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)
    values (new.chain_id, new.contract, new.account, v_staked, v_withdrawn, v_claimed, 1, new.block_number, new.block_time)
    on conflict (chain_id, account, contract) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + 1,
        -- A hole may be filled later.
        last_block = greatest(known.last_block, excluded.last_block),
        last_event_at = greatest(known.last_event_at, excluded.last_event_at);
    insert into gracy.staking_day as known (chain_id, contract, day, staked, withdrawn, claimed, events)
    values (new.chain_id, new.contract, (new.block_time at time zone 'UTC')::date, v_staked, v_withdrawn, v_claimed, 1)
    on conflict (chain_id, contract, day) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + 1;
    return null;
end
$$;

create trigger staking_event_recorded after insert on gracy.staking_event
    for each row when (new.state = 'final') execute function gracy.count_final_event();
create trigger staking_event_became_final after update of state on gracy.staking_event
    for each row when (new.state = 'final' and old.state <> 'final') execute function gracy.count_final_event();

insert into gracy.staking_position
    (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)
select event.chain_id, event.contract, event.account,
       coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0),
       coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0),
       coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0),
       count(*), max(event.block_number), max(event.block_time)
from gracy.staking_event event
where event.state = 'final'
group by event.chain_id, event.contract, event.account;

insert into gracy.staking_day (chain_id, contract, day, staked, withdrawn, claimed, events)
select event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date,
       coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0),
       coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0),
       coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0),
       count(*)
from gracy.staking_event event
where event.state = 'final'
group by event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date;
