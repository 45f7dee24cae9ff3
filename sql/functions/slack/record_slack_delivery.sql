-- What became of a message is what became of the delivery that was handed over as it. One that was recalled meanwhile is
-- taken back now: deleted when it arrived, not tried again when it did not. So is one that posted kudos (correct_kudos_post).
create or replace function gracy.record_slack_delivery(
    p_team_space_id bigint,
    p_message_id bigint,
    p_state text,
    p_error text,
    p_slack_channel text,
    p_slack_ts text) returns void
    language plpgsql as $$
declare
    v_delivery record;
    v_recalled bool;
begin
    select delivery.announcement_id, delivery.member_id, delivery.channel, delivery.purpose into v_delivery
    from gracy.announcement_delivery delivery
    where delivery.team_space_id = p_team_space_id and delivery.slack_message_id = p_message_id;
    if not found then
        perform gracy.record_announcement_post(p_team_space_id, p_message_id, p_state, p_error, p_slack_ts);
        perform gracy.correct_kudos_post(p_team_space_id, p_message_id);
        return;
    end if;
    -- A recall that is under way is waited for.
    select announcement.state = 'recalled' into v_recalled
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = v_delivery.announcement_id
    for share;
    update gracy.announcement_delivery delivery
    set state = case when v_recalled and p_state <> 'sent' then 'recalled' else p_state end,
        sent_at = case when p_state = 'sent' then now() end,
        error_code = left(p_error, 500),
        slack_team_id = (select message.team_id from gracy.slack_message message
                         where message.team_space_id = p_team_space_id and message.id = p_message_id),
        slack_channel = p_slack_channel, slack_ts = p_slack_ts
    where delivery.team_space_id = p_team_space_id and delivery.announcement_id = v_delivery.announcement_id
          and delivery.member_id = v_delivery.member_id and delivery.channel = v_delivery.channel
          and delivery.purpose = v_delivery.purpose;
    if v_recalled and p_state in ('waiting', 'sending') then
        update gracy.slack_message message
        set withdrawn = true, state = case when p_state = 'waiting' then 'failed' else 'sending' end,
            ended_at = case when p_state = 'waiting' then now() end
        where message.team_space_id = p_team_space_id and message.id = p_message_id;
    elsif v_recalled and p_state = 'sent' then
        perform gracy.queue_slack_message(p_team_space_id, message.team_id, 'chat.delete', p_slack_channel,
                                          json_build_object('ts', p_slack_ts), now(), concat_ws('/', 'withdraw', p_message_id))
        from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.id = p_message_id;
    end if;
end
$$;
