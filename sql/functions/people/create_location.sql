-- Adds a location. Outcomes: ok, replayed, key_reused, name_taken, unknown_tz.
create or replace function gracy.create_location(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_location jsonb,
    p_request_id text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/locations';
    v_new gracy.location;
begin
    select claimed.outcome, claimed.resource_id into outcome, id
    from gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash) as claimed;
    if outcome <> 'new' then
        return;
    end if;
    if not gracy.is_time_zone(p_location ->> 'tz') then
        outcome := 'unknown_tz';
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        return;
    end if;
    insert into gracy.location as made (team_space_id, name, name_en, tz)
    values (p_team_space_id, p_location ->> 'name', p_location ->> 'name_en', p_location ->> 'tz')
    returning made.* into v_new;
    id := v_new.id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'location.create', 'location', id::text, p_request_id,
                             gracy.changed_fields('{}', jsonb_strip_nulls(to_jsonb(v_new))));
    outcome := 'ok';
-- What was claimed is undone with it.
exception
    when unique_violation then
        outcome := 'name_taken';
end
$$;
