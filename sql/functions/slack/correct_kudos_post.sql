-- A message that was to post kudos (post_kudos_in_slack) says what they say by now, or leaves Slack when they were taken back: what waits
-- is sent so or not at all, what stands there is changed or deleted. One that a sender holds is seen to when it is back
-- (record_slack_delivery). Behind the gift it locks the message, then lanes.
create or replace function gracy.correct_kudos_post(p_team_space_id bigint, p_message_id bigint) returns void
    language plpgsql as $$
declare
    v_post record;
    v_text text;
begin
    select message.team_id, message.state, coalesce(message.slack_channel, message.channel) as channel, message.slack_ts,
           message.arguments::jsonb as arguments, split_part(message.dedupe_key, '/', 2)::bigint as kudos_id into v_post
    from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.id = p_message_id
          and message.dedupe_key ~ '^kudos/[0-9]{1,18}/'
    for no key update;
    if not found or v_post.state = 'failed' then
        return;
    end if;
    v_text := gracy.kudos_in_slack(p_team_space_id, v_post.kudos_id, v_post.team_id,
                                   (gracy.slack_home(v_post.team_id, null)).enterprise_id);
    if v_text is not distinct from v_post.arguments ->> 'text' then
        return;
    end if;
    update gracy.slack_message message
    set withdrawn = v_text is null,
        -- A sender sends what it has read, and is corrected by the difference.
        arguments = case when v_text is null or v_post.state = 'sending' then message.arguments
                         else (v_post.arguments || jsonb_build_object('text', v_text))::json end,
        state = case when v_text is null and message.state = 'waiting' then 'failed' else message.state end,
        error = case when v_text is null and message.state = 'waiting' then 'withdrawn' else message.error end,
        ended_at = case when v_text is null and message.state = 'waiting' then now() else message.ended_at end
    where message.team_space_id = p_team_space_id and message.id = p_message_id;
    if v_post.state <> 'sent' or v_post.slack_ts is null then
        return;
    end if;
    if v_text is null then
        perform gracy.drop_slack_update(p_team_space_id, v_post.team_id, v_post.channel, v_post.slack_ts);
        perform gracy.queue_slack_message(p_team_space_id, v_post.team_id, 'chat.delete', v_post.channel,
                                          json_build_object('ts', v_post.slack_ts), now(), concat_ws('/', 'withdraw', p_message_id));
    else
        perform gracy.queue_slack_update(p_team_space_id, v_post.team_id, v_post.channel, v_post.slack_ts,
                                         json_build_object('text', v_text), null);
    end if;
end
$$;
