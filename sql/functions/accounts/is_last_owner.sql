-- Whether the member is an owner and nobody else is who can sign in. To act on the answer, lock the team space's row
-- first (for no key update).
create or replace function gracy.is_last_owner(p_team_space_id bigint, p_member_id bigint) returns bool
    language plpgsql stable as $$
declare
    v_owners bigint[];
begin
    v_owners := array(
        select held.member_id
        from gracy.role_grant held
        join gracy.member on member.team_space_id = p_team_space_id and member.id = held.member_id
                             and member.status in ('active', 'on_leave')
        where held.team_space_id = p_team_space_id and held.role = 'owner' and held.scope_kind = 'team_space');
    return v_owners = array[p_member_id];
end
$$;
