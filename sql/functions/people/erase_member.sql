-- Forgets who a leaver was: what is personal goes or is overwritten, and what the company keeps (gifts and their messages,
-- announcements, who sat with whom) stays with a member of no name. tests/sql/test_erasure.py lists every column that leads
-- to a member, and why what stays does. Outcomes: ok, unchanged (erased before), not_found, not_left, name_mismatch.
create or replace function gracy.erase_member(
    p_team_space_id bigint,
    -- Null: the time that the team space has set for it is over.
    p_actor_id bigint,
    p_id bigint,
    -- The member's name, which whoever asks has typed; null: nobody has to confirm.
    p_name text,
    p_request_id text,
    out outcome text)
language plpgsql
set enable_sort = on
as $$
declare
    v_old gracy.member;
    v_locale text;
    v_email text := format('erased-%s@invalid', p_id);
begin
    select member.* into v_old
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    elsif v_old.erased_at is not null then
        outcome := 'unchanged';
        return;
    elsif v_old.status <> 'left' then
        outcome := 'not_left';
        return;
    elsif p_name <> v_old.name then
        outcome := 'name_mismatch';
        return;
    end if;
    select team_space.locale into v_locale
    from gracy.team_space
    where team_space.id = p_team_space_id;
    if exists (select from gracy.member other
               where other.team_space_id = p_team_space_id and other.email_key = v_email) then
        v_email := format('erased-%s-%s@invalid', p_id, gen_random_uuid());
    end if;

    -- Behind the member, as whoever links somebody in Slack takes them.
    perform from gracy.slack_user person
    where person.team_space_id = p_team_space_id and (person.member_id = p_id or person.proposed_member_id = p_id)
    order by person.team_id, person.user_id
    for update;
    perform gracy.end_access(p_team_space_id, p_actor_id, array[p_id], p_request_id);
    update gracy.member gone
    set name = case when v_locale = 'ko' then '퇴사자' else 'Former member' end,
        name_en = case when v_locale = 'ko' then 'Former member' end,
        email = v_email, title = null, location_id = null, hired_on = null, birth_year = null, birth_month = null,
        birth_day = null, birth_lunar = false, celebrates_birthday = false, celebrates_anniversary = false, tz = null,
        locale = null, avatar_url = null, skills = '{}', erased_at = now()
    where gone.team_space_id = p_team_space_id and gone.id = p_id;
    -- Waves keep what groups were called when they were launched.
    update gracy.wave_group led
    set name = gone.name, name_en = gone.name_en
    from gracy.member gone
    where gone.team_space_id = p_team_space_id and gone.id = p_id
          and led.team_space_id = p_team_space_id and led.kind = 'manager_group' and led.group_id = p_id
          and led.wave_id = any (array(select wave.id from gracy.survey_wave wave where wave.team_space_id = p_team_space_id));
    perform gracy.erase_access(p_team_space_id, p_id, v_old.email_key);
    perform gracy.erase_in_slack(p_team_space_id, p_id);
    perform gracy.erase_wellbeing(p_team_space_id, p_id);
    perform gracy.erase_conversations(p_team_space_id, p_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'member.erase', 'member', p_id::text, p_request_id);
    outcome := 'ok';
end
$$;
