-- Deletes a department that nobody is in and that nothing refers to. Outcomes: ok, not_found, version_mismatch,
-- not_empty.
create or replace function gracy.delete_department(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.department;
begin
    select department.* into v_old
    from gracy.department
    where department.team_space_id = p_team_space_id and department.id = p_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    delete from gracy.department gone
    where gone.team_space_id = p_team_space_id and gone.id = p_id;
    -- Rights over a department end with it.
    delete from gracy.role_grant held
    where held.team_space_id = p_team_space_id and held.scope_kind = 'department' and held.scope_id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'department.delete', 'department', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), '{"name": null}'));
    outcome := 'ok';
exception
    -- Members, departments inside, and whatever other features hang on it.
    when foreign_key_violation then
        outcome := 'not_empty';
end
$$;
