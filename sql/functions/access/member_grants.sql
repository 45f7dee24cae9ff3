-- What a member may do beyond the role, for the whole team space.
create or replace function gracy.member_grants(p_team_space_id bigint, p_member_id bigint) returns text[]
    language plpgsql stable parallel safe as $$
begin
    return array(select held.role
                 from gracy.role_grant held
                 where held.team_space_id = p_team_space_id and held.member_id = p_member_id
                       and held.scope_kind = 'team_space' and held.role not in ('owner', 'admin', 'manager')
                 order by held.role);
end
$$;
