-- Deletes a department that nobody is in and that nothing refers to. Whoever has left is still in it, as their record says;
-- p_clear_former takes them out of it, which the audit log keeps. Outcomes: ok, not_found, version_mismatch, not_empty
-- (employed and former: how many members are in it).
create or replace function gracy.delete_department(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_clear_former bool,
    p_request_id text,
    out outcome text,
    out employed bigint,
    out former bigint)
language plpgsql as $$
declare
    v_old gracy.department;
    v_cleared bigint[];
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
    if p_clear_former then
        with cleared as (
            update gracy.member
            set department_id = null
            where member.team_space_id = p_team_space_id and member.department_id = p_id and member.status = 'left'
            returning member.id
        )
        select array_agg(cleared.id order by cleared.id) into v_cleared from cleared;
    end if;
    delete from gracy.department gone
    where gone.team_space_id = p_team_space_id and gone.id = p_id;
    -- Rights over a department end with it.
    delete from gracy.role_grant held
    where held.team_space_id = p_team_space_id and held.scope_kind = 'department' and held.scope_id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'department.delete', 'department', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), '{"name": null}')
                             || jsonb_strip_nulls(jsonb_build_object('former_members', to_jsonb(v_cleared))));
    outcome := 'ok';
exception
    -- Members, departments inside, and whatever other features hang on it.
    when foreign_key_violation then
        outcome := 'not_empty';
        select count(*) filter (where member.status <> 'left'), count(*) filter (where member.status = 'left')
            into employed, former
        from gracy.member
        where member.team_space_id = p_team_space_id and member.department_id = p_id;
end
$$;

-- As servers of the last release call it.
create or replace function gracy.delete_department(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
    language sql
    return (select gone.outcome
            from gracy.delete_department(p_team_space_id, p_actor_id, p_id, p_version, false, p_request_id) as gone);
