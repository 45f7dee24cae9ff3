-- Tells a member what was said of them and of somebody in Slack: slack.proposed, slack.linked, slack.unlinked. Whoever speaks for
-- them from now on could read the notice in Slack as well, so that is mailed to them, too, where links to set a password are.
create or replace function gracy.tell_of_slack_link(
    p_team_space_id bigint,
    p_member_id bigint,
    p_kind text,
    p_team_id text,
    p_user_id text) returns void
    language plpgsql as $$
declare
    v_name text;
    -- Others read it where nothing can be tapped.
    v_has_buttons bool := gracy.is_told_in_slack(p_team_space_id, p_member_id);
    v_address constant text := format('DELETE /api/v1/me/slack/users/%s/%s', p_team_id, p_user_id);
begin
    -- As it comes from Slack.
    select normalize(coalesce(person.name, person.user_id), nfc) into v_name
    from gracy.slack_user person
    where person.team_space_id = p_team_space_id and person.team_id = p_team_id and person.user_id = p_user_id;
    perform gracy.notify_member(
        p_team_space_id, p_member_id, p_kind,
        format(case p_kind
                   when 'slack.proposed' then 'Somebody in Slack (%s) is said to be you. They are shown nothing of yours unless you confirm it'
                                              || case when v_has_buttons then ': with the buttons of this message in Slack, or in' else ' in' end
                                              || ' the list of your Slack accounts.'
                   when 'slack.linked' then 'Somebody in Slack (%s) speaks for you from now on. If it is not you, end that at once in the list'
                                            ' of your Slack accounts (%s), and tell your administrator.'
                   else 'Somebody in Slack (%s) does not speak for you any more: an administrator has ended the link.' end,
               v_name, v_address),
        format(case p_kind
                   when 'slack.proposed' then 'Slack 계정 ‘%s’%s 본인이라고 등록됐어요. '
                                              || case when v_has_buttons then '이 메시지의 버튼이나 ' else '' end
                                              || '내 Slack 계정 목록에서 직접 확인하기 전에는 아무것도 보여 주지 않아요.'
                   when 'slack.linked' then '이제 Slack 계정 ‘%s’%s 회원님 본인으로 취급돼요. 본인 계정이 아니라면 내 Slack 계정 목록에서 바로'
                                            ' 연결을 끊고(%s) 관리자에게 알려 주세요.'
                   else '관리자가 Slack 계정 ‘%s’%s의 연결을 끊었어요. 이제 그 계정은 본인으로 취급되지 않아요.' end,
               v_name, gracy.korean_particle(v_name, case p_kind when 'slack.unlinked' then '과/와' else '이/가' end), v_address),
        'slack_user', p_team_id || '/' || p_user_id);
    insert into gracy.job (kind, payload, available_at, lane, max_attempts)
    select 'accounts.slack_linked',
           jsonb_build_object('team_space_id', p_team_space_id, 'member_id', p_member_id, 'team_id', p_team_id, 'user_id', p_user_id),
           now(), 'bulk', 12
    where p_kind = 'slack.linked' and gracy.mails_password_links();
end
$$;
