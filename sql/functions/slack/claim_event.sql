-- Whether an event's effect is this transaction's to have: false when it was somebody's before. Two that try at once
-- wait for one another here.
create or replace function gracy.claim_event(p_event_id text) returns bool
    language plpgsql as $$
declare
    v_claimed bool;
begin
    insert into gracy.processed_event (event_id) values (p_event_id) on conflict do nothing;
    v_claimed := found;
    -- No row: the event log stands elsewhere.
    update gracy.event_log log set handled_at = now() where log.event_id = p_event_id and log.handled_at is null;
    return v_claimed;
end
$$;
