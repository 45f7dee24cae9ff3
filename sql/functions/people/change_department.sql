-- Renames a department or moves it with all that is inside. Outcomes: ok, not_found, version_mismatch, unknown_parent,
-- department_cycle, name_taken.
create or replace function gracy.change_department(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    -- 0: any.
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.department;
    v_new gracy.department;
begin
    if p_changes ? 'parent_id' then
        perform gracy.lock_hierarchy(p_team_space_id, 'department_edge');
    end if;
    -- A name is written to the members behind the department, while imports lock members and then departments.
    if p_changes ? 'name' then
        perform gracy.lock_hierarchy(p_team_space_id, 'member_edge');
    end if;
    select department.* into v_old
    from gracy.department
    where department.team_space_id = p_team_space_id and department.id = p_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    v_new := jsonb_populate_record(v_old, p_changes);
    if v_new is not distinct from v_old then
        outcome := 'ok';
        return;
    end if;
    perform from gracy.department_edge edge
    where edge.team_space_id = p_team_space_id and edge.ancestor_id = p_id and edge.department_id = v_new.parent_id;
    if found then
        outcome := 'department_cycle';
        return;
    end if;
    update gracy.department changed
    set name = v_new.name, name_en = v_new.name_en, parent_id = v_new.parent_id
    where changed.team_space_id = p_team_space_id and changed.id = p_id
    returning changed.* into v_new;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'department.update', 'department', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), to_jsonb(v_new)));
    outcome := 'ok';
exception
    when foreign_key_violation then
        outcome := 'unknown_parent';
    when unique_violation then
        outcome := 'name_taken';
end
$$;
