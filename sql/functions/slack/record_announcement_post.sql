-- What became of a message that is an announcement in a channel. p_state: as the message's. What arrived although it was
-- recalled is deleted there.
create or replace function gracy.record_announcement_post(
    p_team_space_id bigint,
    p_message_id bigint,
    p_state text,
    p_error text,
    p_slack_ts text) returns void
    language plpgsql as $$
declare
    v_posted record;
    v_recalled bool;
begin
    select posted.announcement_id, posted.channel into v_posted
    from gracy.announcement_channel posted
    where posted.team_space_id = p_team_space_id and posted.slack_message_id = p_message_id;
    if not found then
        return;
    end if;
    -- A recall that is under way is waited for.
    select announcement.state = 'recalled' into v_recalled
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = v_posted.announcement_id
    for share;
    update gracy.announcement_channel posted
    set state = case when v_recalled then 'recalled' when p_state in ('sent', 'failed') then p_state else 'waiting' end,
        slack_ts = coalesce(p_slack_ts, posted.slack_ts), error_code = left(p_error, 500)
    where posted.team_space_id = p_team_space_id and posted.announcement_id = v_posted.announcement_id
          and posted.channel = v_posted.channel;
    if v_recalled and p_state in ('waiting', 'sending') then
        update gracy.slack_message message
        set withdrawn = true, state = case when p_state = 'waiting' then 'failed' else 'sending' end,
            ended_at = case when p_state = 'waiting' then now() end
        where message.team_space_id = p_team_space_id and message.id = p_message_id;
    elsif v_recalled and p_state = 'sent' then
        perform gracy.queue_slack_message(p_team_space_id, message.team_id, 'chat.delete', v_posted.channel,
                                          json_build_object('ts', p_slack_ts), now(), concat_ws('/', 'withdraw', p_message_id))
        from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.id = p_message_id;
    end if;
end
$$;
