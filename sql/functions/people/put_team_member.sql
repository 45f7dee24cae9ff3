-- Puts somebody into a team, or gives who is in it another role. Outcomes: ok (added or changed), unchanged,
-- unknown_team, unknown_member, inactive_member.
create or replace function gracy.put_team_member(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_team_id bigint,
    p_member_id bigint,
    p_role text,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_status text;
    v_role text;
begin
    perform from gracy.team where team.team_space_id = p_team_space_id and team.id = p_team_id for key share;
    if not found then
        outcome := 'unknown_team';
        return;
    end if;
    -- Who leaves at this moment waits, and then finds the membership to end.
    select member.status into v_status
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for share;
    if not found then
        outcome := 'unknown_member';
        return;
    end if;
    if v_status = 'left' then
        outcome := 'inactive_member';
        return;
    end if;
    select team_member.role into v_role
    from gracy.team_member
    where team_member.team_space_id = p_team_space_id and team_member.team_id = p_team_id
          and team_member.member_id = p_member_id
    for no key update;
    if v_role = p_role then
        outcome := 'unchanged';
        return;
    end if;
    insert into gracy.team_member as held (team_space_id, team_id, member_id, role)
    values (p_team_space_id, p_team_id, p_member_id, p_role)
    on conflict (team_space_id, team_id, member_id) do update set role = excluded.role;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'team.put_member', 'team', p_team_id::text, p_request_id,
                             jsonb_build_object('member_id', p_member_id::text, 'role', jsonb_build_array(v_role, p_role)));
    outcome := 'ok';
end
$$;
