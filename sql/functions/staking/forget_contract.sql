-- Deletes all that is known of a contract's history, so that the next poll reads it anew from its first block: what was final and
-- was wrong, or is not the chain's any more, goes no other way. Outcomes: forgotten, watched (a worker is on staking duty, of which
-- `hold_duty` tells), unknown. What providers were convicted of, and webhooks' deliveries, stay.
create or replace function gracy.forget_contract(
    p_chain_id bigint,
    p_contract bytea,
    out outcome text,
    out events bigint,
    out positions bigint,
    out days bigint,
    out last_block bigint)
    language plpgsql as $$
begin
    -- Held until all of it is committed: a worker that comes on duty meanwhile finds nothing, or all.
    if not pg_try_advisory_xact_lock(hashtext('gracy.duty'), hashtext('staking')) then
        outcome := 'watched';
        return;
    end if;
    delete from gracy.staking_event event where event.chain_id = p_chain_id and event.contract = p_contract;
    get diagnostics events = row_count;
    delete from gracy.staking_position held where held.chain_id = p_chain_id and held.contract = p_contract;
    get diagnostics positions = row_count;
    delete from gracy.staking_day day where day.chain_id = p_chain_id and day.contract = p_contract;
    get diagnostics days = row_count;
    delete from gracy.staking_swept known where known.chain_id = p_chain_id and known.contract = p_contract;
    delete from gracy.staking_reading reading where reading.chain_id = p_chain_id and reading.contract = p_contract;
    delete from gracy.staking_cursor place where place.chain_id = p_chain_id and place.contract = p_contract
    returning place.last_block into last_block;
    outcome := case when last_block is null and events = 0 then 'unknown' else 'forgotten' end;
end
$$;
