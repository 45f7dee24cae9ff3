-- Celebrations cannot be posted, or nobody can see whether they were: the administrators are told why and what to do, once for
-- each reason.
create or replace function gracy.note_celebration_trouble(p_team_space_id bigint, p_error text) returns void
    language plpgsql as $$
declare
    v_before text;
    v_en text;
    v_ko text;
begin
    select settings.slack_trouble into v_before
    from gracy.celebration_settings settings
    where settings.team_space_id = p_team_space_id
    for no key update;
    update gracy.celebration_settings settings
    set slack_trouble = p_error,
        slack_trouble_at = case when v_before is null then now() else settings.slack_trouble_at end
    where settings.team_space_id = p_team_space_id;
    if v_before = p_error then
        return;
    end if;
    v_en := case p_error when 'is_archived' then 'the channel is archived: please choose another one in the settings'
                         when 'not_in_channel' then 'I am not in the channel: please invite me with `/invite`'
                         when 'channel_not_found' then 'I do not find the channel: it is gone, or private and I am not in it'
                         when 'not_connected' then 'no Slack workspace is connected'
                         else format('Slack says "%s"', left(p_error, 100)) end;
    v_ko := case p_error when 'is_archived' then '채널이 보관되었어요. 설정에서 다른 채널을 골라 주세요'
                         when 'not_in_channel' then '제가 채널에 없어요. `/invite`로 초대해 주세요'
                         when 'channel_not_found' then '채널을 찾지 못했어요. 없어졌거나, 제가 없는 비공개 채널이에요'
                         when 'not_connected' then '연결된 Slack 워크스페이스가 없어요'
                         else format('Slack의 응답은 "%s"예요', left(p_error, 100)) end;
    perform gracy.notify_member(
        p_team_space_id, administrator.member_id, 'celebrations.refused',
        case p_error when 'uncertain_unseen'
             then 'Birthdays and anniversaries may stand in Slack already: it gave no clear answer, and I cannot look there. '
                  'Please look in the channel, post them yourself if they are missing, and invite me with `/invite`.'
             else format('Birthdays and anniversaries could not be posted in Slack: %s. Nothing is lost: I try again every hour, for a week.', v_en) end,
        case p_error when 'uncertain_unseen'
             then '생일과 기념일이 Slack에 이미 올라갔을 수 있어요. Slack의 응답이 분명하지 않았고 저는 채널을 볼 수 없어요. '
                  '채널을 확인해 보고, 없으면 직접 올려 주세요. `/invite`로 저를 초대하면 다음부터는 제가 확인할 수 있어요.'
             else format('생일과 기념일을 Slack에 올리지 못했어요. %s. 사라진 것은 없어요. 일주일 동안 한 시간마다 다시 시도할게요.', v_ko) end)
    from gracy.administrators(p_team_space_id) as administrator(member_id);
end
$$;
