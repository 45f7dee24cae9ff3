-- Changes a member: what `p_changes` has, and nothing else. Outcomes: ok, not_found, version_mismatch, manager_cycle,
-- email_taken, erased, those of check_member, of owner_refusal and of role_holder_refusal.
create or replace function gracy.change_member(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    -- 0: any.
    p_version int,
    p_changes jsonb,
    p_request_id text,
    -- Whether the call may give roles; null: the release before asks, which does not say.
    p_gives_roles bool default null,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.member;
    v_new gracy.member;
    v_today date;
    v_by_themselves constant bool := p_actor_id is not distinct from p_id;
begin
    if p_changes ?| '{manager_id,department_id}' then
        perform gracy.lock_hierarchy(p_team_space_id, 'member_edge');
    end if;
    if p_changes ?| '{status,email,left_on}' then
        outcome := gracy.owner_refusal(p_team_space_id, p_actor_id, p_id,
                                       p_changes ->> 'status' in ('left', 'invited'));
    end if;
    select member.* into v_old
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if v_old.erased_at is not null then
        outcome := 'erased';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    if outcome is not null then
        return;
    end if;

    select (now() at time zone team_space.tz)::date into v_today
    from gracy.team_space
    where team_space.id = p_team_space_id;
    v_new := gracy.changed_member(v_old, p_changes, v_today);
    if v_new is not distinct from v_old then
        outcome := 'ok';
        return;
    end if;
    if v_new.status <> v_old.status or v_new.left_on is distinct from v_old.left_on
       or not gracy.is_same_address(v_new.email, v_old.email) then
        outcome := gracy.role_holder_refusal(p_team_space_id, p_actor_id, p_id, p_gives_roles);
        if outcome is not null then
            return;
        end if;
    end if;
    outcome := gracy.check_member(p_team_space_id, v_old, v_new, v_today);
    if outcome <> 'ok' then
        return;
    end if;
    if v_new.manager_id is distinct from v_old.manager_id then
        perform from gracy.member_edge edge
        where edge.team_space_id = p_team_space_id and edge.ancestor_id = p_id and edge.member_id = v_new.manager_id;
        if found then
            outcome := 'manager_cycle';
            return;
        end if;
    end if;

    update gracy.member changed
    set name = v_new.name, name_en = v_new.name_en, email = v_new.email, title = v_new.title,
        department_id = v_new.department_id, manager_id = v_new.manager_id, location_id = v_new.location_id,
        status = v_new.status, hired_on = v_new.hired_on, left_on = v_new.left_on, birth_year = v_new.birth_year,
        birth_month = v_new.birth_month, birth_day = v_new.birth_day, birth_lunar = v_new.birth_lunar,
        celebrates_birthday = v_new.celebrates_birthday, celebrates_anniversary = v_new.celebrates_anniversary,
        tz = v_new.tz, locale = v_new.locale, avatar_url = v_new.avatar_url, skills = v_new.skills
    where changed.team_space_id = p_team_space_id and changed.id = p_id
    returning changed.* into v_new;
    if not gracy.is_same_address(v_new.email, v_old.email) then
        -- Of who has never come in there is nothing to be read, and no way yet to confirm anything. A role is there to be taken
        -- over all the same. One's own word is no reason for doubt.
        if not v_by_themselves and (gracy.has_signed_in(p_team_space_id, p_id) or gracy.holds_role(p_team_space_id, p_id)) then
            perform gracy.doubt_slack_address(p_team_space_id, p_id);
        end if;
        perform gracy.notify_member(
            p_team_space_id, p_id, 'member.address_changed',
            case when v_by_themselves
                 then format('You have changed your e-mail address here to %s. If this was not you, set a new password at once.', v_new.email)
                 else format('An administrator has changed your e-mail address here to %s.', v_new.email) end,
            case when v_by_themselves
                 then format('이메일 주소를 %s%s 바꾸셨어요. 직접 하신 일이 아니라면 바로 비밀번호를 바꿔 주세요.',
                             v_new.email, gracy.korean_particle(v_new.email, '으로/로'))
                 else format('관리자가 회원님의 이메일 주소를 %s%s 바꿨어요.',
                             v_new.email, gracy.korean_particle(v_new.email, '으로/로')) end);
        -- A notice is read by who can sign in. Whoever has the address from which they were taken hears of it there.
        insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
        select 'accounts.address_changed',
               jsonb_build_object('team_space_id', p_team_space_id, 'member_id', p_id, 'email', v_old.email,
                                  'by_themselves', v_by_themselves),
               now(), 'bulk', concat_ws('/', p_team_space_id, p_id, v_new.version), 12
        where gracy.mails_password_links();
    end if;
    if v_new.status = 'left' and v_old.status <> 'left' then
        perform gracy.end_access(p_team_space_id, p_actor_id, array[p_id], p_request_id);
        perform gracy.tell_of_reports(p_team_space_id, array[p_id]);
    end if;
    if v_new.email_key <> v_old.email_key then
        perform gracy.expect_slack_people(p_team_space_id);
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'member.update', 'member', p_id::text, p_request_id,
                             gracy.member_changes(gracy.member_facts(v_old), gracy.member_facts(v_new)));
exception
    when unique_violation then
        outcome := 'email_taken';
end
$$;
