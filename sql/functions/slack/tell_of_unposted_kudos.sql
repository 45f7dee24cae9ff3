-- Of messages that Slack has not taken, those that were to post kudos (post_kudos_in_slack): their givers are told why, or where
-- to look when nobody knows whether it has.
create or replace function gracy.tell_of_unposted_kudos(p_team_space_id bigint, p_message_ids bigint[]) returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, kudos.giver_id, 'kudos.not_posted',
        case failed.error when 'uncertain_unseen'
             then 'Your kudos was given, and it may stand in the channel already: Slack gave no clear answer, and I cannot look there. '
                  'Please look, and invite me with `/invite` for the next one.'
             else format('Your kudos was given, but it could not be posted in the channel: %s.',
                   case failed.error when 'not_in_channel' then 'I am not in it. Invite me with `/invite`, and post the next one'
                                     when 'channel_not_found' then 'I am not in it. Invite me with `/invite`, and post the next one'
                                     when 'is_archived' then 'it is archived'
                                     else format('Slack says "%s"', left(coalesce(failed.error, ''), 100)) end) end,
        case failed.error when 'uncertain_unseen'
             then '칭찬은 보냈고, 채널에 이미 올라갔을 수 있어요. Slack의 응답이 분명하지 않았고 저는 채널을 볼 수 없어요. '
                  '채널을 확인해 주세요. `/invite`로 저를 초대하면 다음부터는 제가 확인할 수 있어요.'
             else format('칭찬은 보냈지만 채널에 올리지 못했어요. %s.',
                   case failed.error when 'not_in_channel' then '제가 채널에 없어요. `/invite`로 초대하면 다음 칭찬부터 올릴 수 있어요'
                                     when 'channel_not_found' then '제가 채널에 없어요. `/invite`로 초대하면 다음 칭찬부터 올릴 수 있어요'
                                     when 'is_archived' then '보관된 채널이에요'
                                     else format('Slack의 응답은 "%s"예요', left(coalesce(failed.error, ''), 100)) end) end,
        'kudos', kudos.id::text)
    from gracy.slack_message failed
    join gracy.kudos on kudos.team_space_id = p_team_space_id and kudos.id = split_part(failed.dedupe_key, '/', 2)::bigint
    where failed.team_space_id = p_team_space_id and failed.id = any (p_message_ids) and failed.state = 'failed'
          and failed.dedupe_key ~ '^kudos/[0-9]{1,18}/' and kudos.voided_at is null;
end
$$;
