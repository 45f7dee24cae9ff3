-- Whoever may have a role of the whole team space: few, so that they are the way to a list of them. Not for 'member', whom
-- nearly everybody is. Who has a stronger one is among them.
create or replace function gracy.members_with_role(p_team_space_id bigint, p_role text) returns bigint[]
    language plpgsql stable parallel safe as $$
begin
    return array(select held.member_id
                 from gracy.role_grant held
                 where held.team_space_id = p_team_space_id and held.scope_kind = 'team_space' and held.role = p_role
                 union
                 select report.manager_id
                 from gracy.member report
                 where report.team_space_id = p_team_space_id and report.manager_id is not null and report.status <> 'left'
                       and p_role = 'manager');
end
$$;
