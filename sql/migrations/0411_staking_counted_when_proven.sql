-- What accounts hold and what happened each day are of the block that everything is proven up to: an event that is final above it is
-- counted when the cursor comes past it. Before the first proof there is no such block, and what is final is counted at once.
create function gracy.add_staking_counts(p_events gracy.staking_event[]) returns void
    language plpgsql as $$
begin
    -- Each in one order, so that two who count wait for each other at most.
    insert into gracy.staking_position as known
        (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)
    select event.chain_id, event.contract, event.account,
           coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0),
           count(*), max(event.block_number), max(event.block_time)
    from unnest(p_events) event
    group by event.chain_id, event.contract, event.account
    order by event.chain_id, event.account, event.contract
    on conflict (chain_id, account, contract) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + excluded.events,
        last_block = greatest(known.last_block, excluded.last_block),
        last_event_at = greatest(known.last_event_at, excluded.last_event_at);
    insert into gracy.staking_day as known (chain_id, contract, day, staked, withdrawn, claimed, events)
    select event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date,
           coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0),
           count(*)
    from unnest(p_events) event
    group by event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date
    order by event.chain_id, event.contract, (event.block_time at time zone 'UTC')::date
    on conflict (chain_id, contract, day) do update
    set staked = known.staked + excluded.staked, withdrawn = known.withdrawn + excluded.withdrawn,
        claimed = known.claimed + excluded.claimed, events = known.events + excluded.events;
end
$$;

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
        left join gracy.staking_cursor place using (chain_id, contract)
        where counted.state = 'final' and counted.account is not null
              and counted.block_number <= coalesce(place.last_block, counted.block_number);
    else
        select array_agg(row(counted.*)::gracy.staking_event) into v_events
        from counted
        join was using (chain_id, contract, tx_hash, log_index)
        left join gracy.staking_cursor place using (chain_id, contract)
        where counted.state = 'final' and was.state <> 'final' and counted.account is not null
              and counted.block_number <= coalesce(place.last_block, counted.block_number);
    end if;
    if v_events is not null then
        perform gracy.add_staking_counts(v_events);
    end if;
    return null;
end
$$;

-- All of a contract's anew, up to a block.
create function gracy.recount_staking(p_chain_id bigint, p_contract bytea, p_last_block bigint) returns void
    language plpgsql as $$
declare
    v_events gracy.staking_event[];
begin
    delete from gracy.staking_position held where held.chain_id = p_chain_id and held.contract = p_contract;
    delete from gracy.staking_day day where day.chain_id = p_chain_id and day.contract = p_contract;
    select array_agg(event) into v_events
    from gracy.staking_event event
    where event.chain_id = p_chain_id and event.contract = p_contract and event.state = 'final'
          and event.block_number <= p_last_block and event.account is not null;
    if v_events is not null then
        perform gracy.add_staking_counts(v_events);
    end if;
end
$$;

create function gracy.count_proven_events() returns trigger
    language plpgsql as $$
declare
    v_events gracy.staking_event[];
begin
    select array_agg(event) into v_events
    from gracy.staking_event event
    where event.chain_id = new.chain_id and event.contract = new.contract and event.state = 'final'
          and event.block_number > old.last_block and event.block_number <= new.last_block and event.account is not null;
    if v_events is not null then
        perform gracy.add_staking_counts(v_events);
    end if;
    return null;
end
$$;

create trigger staking_cursor_moved after update of last_block on gracy.staking_cursor
    for each row when (new.last_block > old.last_block) execute function gracy.count_proven_events();

-- What was found before the first proof may reach further than that does.
create function gracy.count_what_is_proven_first() returns trigger
    language plpgsql as $$
begin
    if exists (select from gracy.staking_event event
               where event.chain_id = new.chain_id and event.contract = new.contract and event.state = 'final'
                     and event.block_number > new.last_block and event.account is not null) then
        perform gracy.recount_staking(new.chain_id, new.contract, new.last_block);
    end if;
    return null;
end
$$;

create trigger staking_cursor_began after insert on gracy.staking_cursor
    for each row execute function gracy.count_what_is_proven_first();

-- What was counted already above the cursor.
select gracy.recount_staking(place.chain_id, place.contract, place.last_block)
from gracy.staking_cursor place
where exists (select from gracy.staking_event event
              where event.chain_id = place.chain_id and event.contract = place.contract and event.state = 'final'
                    and event.account is not null and event.block_number > place.last_block);
