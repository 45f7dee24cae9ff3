-- Whether somebody has been given a role, for the whole team space or for a part of it.
create or replace function gracy.holds_role(p_team_space_id bigint, p_member_id bigint) returns bool
    language plpgsql stable parallel safe as $$
begin
    return exists (select from gracy.role_grant held
                   where held.team_space_id = p_team_space_id and held.member_id = p_member_id);
end
$$;
