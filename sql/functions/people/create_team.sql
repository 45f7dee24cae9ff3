-- Adds a team. Outcomes: ok, replayed, key_reused, name_taken.
create or replace function gracy.create_team(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_team jsonb,
    p_request_id text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/teams';
    v_new gracy.team;
begin
    select claimed.outcome, claimed.resource_id into outcome, id
    from gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash) as claimed;
    if outcome <> 'new' then
        return;
    end if;
    insert into gracy.team as made (team_space_id, name, name_en)
    values (p_team_space_id, p_team ->> 'name', p_team ->> 'name_en')
    returning made.* into v_new;
    id := v_new.id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'team.create', 'team', id::text, p_request_id,
                             gracy.changed_fields('{}', jsonb_strip_nulls(to_jsonb(v_new))));
    outcome := 'ok';
-- What was claimed is undone with it.
exception
    when unique_violation then
        outcome := 'name_taken';
end
$$;
