-- The strongest role that a member holds for the whole team space; who has reports is a manager without a grant, unless they
-- have left.
create or replace function gracy.member_role(p_team_space_id bigint, p_member_id bigint) returns text
    language plpgsql stable parallel safe as $$
declare
    v_role text;
begin
    select held.role into v_role
    from gracy.role_grant held
    where held.team_space_id = p_team_space_id and held.member_id = p_member_id
          and held.scope_kind = 'team_space' and held.role in ('owner', 'admin', 'manager')
    order by array_position(array['owner', 'admin', 'manager'], held.role)
    limit 1;
    if found then
        return v_role;
    end if;
    perform from gracy.member report
    where report.team_space_id = p_team_space_id and report.manager_id = p_member_id and report.status <> 'left'
    limit 1;
    if not found then
        return 'member';
    end if;
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id and member.status <> 'left';
    return case when found then 'manager' else 'member' end;
end
$$;
