-- Whether a member may answer what HR is asked: the scope people:write of access/principal.cpp.
create or replace function gracy.may_settle_tickets(p_team_space_id bigint, p_member_id bigint) returns bool
    language plpgsql stable as $$
begin
    return exists (
        select from gracy.role_grant held
        where held.team_space_id = p_team_space_id and held.member_id = p_member_id and held.scope_kind = 'team_space'
              and held.role in ('owner', 'admin'));
end
$$;
