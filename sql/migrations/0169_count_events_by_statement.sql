-- What is counted of final events is counted once a statement, not once an event: a day's row that is changed ten thousand
-- times in one transaction is ten thousand rows for the last change to pass, and a piece of a dense history took longer than
-- a statement may.
create function gracy.count_final_events() returns trigger
    language plpgsql as $$
begin
    -- Each in one order, so that two who count wait for each other at most.
    insert into gracy.staking_position as known
        (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)
    select counted.chain_id, counted.contract, counted.account,
           coalesce(sum(counted.amount) filter (where counted.kind = 'stake'), 0),
           coalesce(sum(counted.amount) filter (where counted.kind = 'withdraw'), 0),
           coalesce(sum(counted.amount) filter (where counted.kind = 'claim'), 0),
           count(*), max(counted.block_number), max(counted.block_time)
    from counted
    where counted.state = 'final' and counted.account is not null
    group by counted.chain_id, counted.contract, counted.account
    order by counted.chain_id, counted.account, counted.contract
    on conflict (chain_id, account, contract) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + excluded.events,
        -- A hole may be filled later.
        last_block = greatest(known.last_block, excluded.last_block),
        last_event_at = greatest(known.last_event_at, excluded.last_event_at);
    insert into gracy.staking_day as known (chain_id, contract, day, staked, withdrawn, claimed, events)
    select counted.chain_id, counted.contract, (counted.block_time at time zone 'UTC')::date,
           coalesce(sum(counted.amount) filter (where counted.kind = 'stake'), 0),
           coalesce(sum(counted.amount) filter (where counted.kind = 'withdraw'), 0),
           coalesce(sum(counted.amount) filter (where counted.kind = 'claim'), 0),
           count(*)
    from counted
    where counted.state = 'final' and counted.account is not null
    group by counted.chain_id, counted.contract, (counted.block_time at time zone 'UTC')::date
    order by counted.chain_id, counted.contract, (counted.block_time at time zone 'UTC')::date
    on conflict (chain_id, contract, day) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + excluded.events;
    return null;
end
$$;

-- Those that become final later are few: they were pending, near the head.
drop trigger staking_event_recorded on gracy.staking_event;
create trigger staking_event_recorded after insert on gracy.staking_event
    referencing new table as counted for each statement execute function gracy.count_final_events();
