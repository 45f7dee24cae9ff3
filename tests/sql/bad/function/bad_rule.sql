-- Bad on purpose: the second look-up has forgotten the team space.
create function gracy.bad_rule(p_team_space_id bigint, p_member_id bigint) returns text
language plpgsql stable as $$
declare
    v_manager_id bigint;
begin
    select member.manager_id into v_manager_id
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id;
    return (select manager.name from gracy.member manager where manager.id = v_manager_id);
end
$$;
