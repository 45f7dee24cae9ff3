-- Adds a department. Outcomes: ok, replayed, key_reused, unknown_parent, name_taken.
create or replace function gracy.create_department(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_department jsonb,
    p_request_id text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/departments';
    v_new gracy.department;
begin
    perform gracy.lock_hierarchy(p_team_space_id, 'department_edge');
    select claimed.outcome, claimed.resource_id into outcome, id
    from gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash) as claimed;
    if outcome <> 'new' then
        return;
    end if;
    insert into gracy.department as made (team_space_id, parent_id, name, name_en)
    values (p_team_space_id, (p_department ->> 'parent_id')::bigint, p_department ->> 'name', p_department ->> 'name_en')
    returning made.* into v_new;
    id := v_new.id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'department.create', 'department', id::text, p_request_id,
                             gracy.changed_fields('{}', jsonb_strip_nulls(to_jsonb(v_new))));
    outcome := 'ok';
-- What was claimed is undone with it.
exception
    when foreign_key_violation then
        outcome := 'unknown_parent';
    when unique_violation then
        outcome := 'name_taken';
end
$$;
