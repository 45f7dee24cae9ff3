-- The operator makes a member an owner, where no owner is left who could; those who are owners hear of it. Outcomes: ok,
-- owner_already, unknown_team_space, unknown_member, inactive_member.
create or replace function gracy.appoint_owner(p_slug text, p_email text, out outcome text)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member_id bigint;
    v_name text;
    v_owners bigint[];
begin
    select team_space.id into v_team_space_id from gracy.team_space where team_space.slug = p_slug for no key update;
    if not found then
        outcome := 'unknown_team_space';
        return;
    end if;
    select member.id, member.name into v_member_id, v_name
    from gracy.member
    where member.email_key = gracy.fold_text(p_email) and member.team_space_id = v_team_space_id;
    if not found then
        outcome := 'unknown_member';
        return;
    end if;
    v_owners := array(
        select held.member_id
        from gracy.role_grant held
        where held.team_space_id = v_team_space_id and held.role = 'owner' and held.scope_kind = 'team_space'
        order by held.member_id);
    if v_member_id = any (v_owners) then
        outcome := 'owner_already';
        return;
    end if;
    outcome := gracy.grant_role(v_team_space_id, null, v_member_id, 'owner', null);
    if outcome = 'ok' then
        perform gracy.notify_member(
            v_team_space_id, owner_id, 'role.owner',
            format('%s is an owner now: whoever runs this server made them one.', v_name),
            format('%s님이 소유자가 됐어요. 이 서버를 운영하는 사람이 지정했어요.', v_name))
        from unnest(v_owners) as owners(owner_id);
    end if;
end
$$;
