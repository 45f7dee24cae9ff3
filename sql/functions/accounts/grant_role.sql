-- Gives a member a role or a grant for the whole team space; outcomes ok (also when it is held already), unknown_member,
-- inactive_member, owners_only (who is no owner gives neither of the two highest roles away; the operator, a null actor, does).
-- Whoever gets a role is no longer anybody in Slack to whom a mere address has led, until they have confirmed it.
create or replace function gracy.grant_role(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_role text,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_status text;
begin
    if p_role in ('owner', 'admin') and p_actor_id is not null and gracy.member_role(p_team_space_id, p_actor_id) <> 'owner' then
        outcome := 'owners_only';
        return;
    end if;
    select member.status into v_status
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    if not found then
        outcome := 'unknown_member';
        return;
    end if;
    if v_status not in ('active', 'on_leave') then
        outcome := 'inactive_member';
        return;
    end if;
    outcome := 'ok';
    insert into gracy.role_grant (team_space_id, member_id, role, granted_by)
    values (p_team_space_id, p_member_id, p_role, p_actor_id)
    on conflict do nothing;
    if found then
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'role.grant', 'member', p_member_id::text, p_request_id,
                                 jsonb_build_object('role', jsonb_build_array(null, p_role)));
        perform gracy.drop_links_by_address(p_team_space_id, p_actor_id, p_member_id, p_request_id);
    end if;
end
$$;
