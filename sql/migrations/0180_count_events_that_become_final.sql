-- What becomes final by an update is counted once a statement, too: after days without a quorum all that was pending
-- meanwhile becomes final at once, and as many changes of one day's row in a transaction take time by the square.
create or replace function gracy.count_final_events() returns trigger
    language plpgsql
    -- Nothing is known about the rows of a statement; a nested loop over them takes time by the square.
    set enable_nestloop = off
    as $$
declare
    v_events gracy.staking_event[];
begin
    if tg_op = 'INSERT' then
        select array_agg(row(counted.*)::gracy.staking_event) into v_events
        from counted
        where counted.state = 'final' and counted.account is not null;
    else
        select array_agg(row(counted.*)::gracy.staking_event) into v_events
        from counted
        join was using (chain_id, contract, tx_hash, log_index)
        where counted.state = 'final' and was.state <> 'final' and counted.account is not null;
    end if;
    if v_events is null then
        return null;
    end if;
    -- Each in one order, so that two who count wait for each other at most.
    insert into gracy.staking_position as known
        (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)
    select event.chain_id, event.contract, event.account,
           coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0),
           count(*), max(event.block_number), max(event.block_time)
    from unnest(v_events) event
    group by event.chain_id, event.contract, event.account
    order by event.chain_id, event.account, event.contract
    on conflict (chain_id, account, contract) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + excluded.events,
        -- A hole may be filled later.
        last_block = greatest(known.last_block, excluded.last_block),
        last_event_at = greatest(known.last_event_at, excluded.last_event_at);
    insert into gracy.staking_day as known (chain_id, contract, day, staked, withdrawn, claimed, events)
    select event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date,
           coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0),
           count(*)
    from unnest(v_events) event
    group by event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date
    order by event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date
    on conflict (chain_id, contract, day) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + excluded.events;
    return null;
end
$$;

drop trigger staking_event_became_final on gracy.staking_event;
drop function gracy.count_final_event();
create trigger staking_event_became_final after update on gracy.staking_event
    referencing old table as was new table as counted
    for each statement execute function gracy.count_final_events();
