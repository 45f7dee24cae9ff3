-- Of messages that Slack has not taken, those that were to post kudos (post_kudos_in_slack): their givers are told why.
create or replace function gracy.tell_of_unposted_kudos(p_team_space_id bigint, p_message_ids bigint[]) returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, kudos.giver_id, 'kudos.not_posted',
        format('Your kudos was given, but it could not be posted in the channel: %s.',
               case failed.error when 'not_in_channel' then 'I am not in it. Invite me with `/invite`, and post the next one'
                                 when 'channel_not_found' then 'I am not in it. Invite me with `/invite`, and post the next one'
                                 when 'is_archived' then 'it is archived'
                                 else format('Slack says "%s"', left(coalesce(failed.error, ''), 100)) end),
        format('칭찬은 보냈지만 채널에 올리지 못했어요. %s.',
               case failed.error when 'not_in_channel' then '제가 채널에 없어요. `/invite`로 초대하면 다음 칭찬부터 올릴 수 있어요'
                                 when 'channel_not_found' then '제가 채널에 없어요. `/invite`로 초대하면 다음 칭찬부터 올릴 수 있어요'
                                 when 'is_archived' then '보관된 채널이에요'
                                 else format('Slack의 응답은 "%s"예요', left(coalesce(failed.error, ''), 100)) end),
        'kudos', kudos.id::text)
    from gracy.slack_message failed
    join gracy.kudos on kudos.team_space_id = p_team_space_id and kudos.id = split_part(failed.dedupe_key, '/', 2)::bigint
    where failed.team_space_id = p_team_space_id and failed.id = any (p_message_ids) and failed.state = 'failed'
          and failed.dedupe_key ~ '^kudos/[0-9]{1,18}/';
end
$$;
