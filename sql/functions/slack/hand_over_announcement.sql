-- Makes messages of the next p_limit deliveries in Slack that are due; in somebody's quiet hours a delivery waits until
-- they end (their own where they have set some, unless the announcement is for the night as well), and likewise in their
-- pause, unless it asks to be acknowledged or is for the night as well; and to who has left, is no longer there, or no longer needs the reminder it is not sent. How many were seen to; none when the text has changed
-- since p_text_version.
--
-- p_contents: {purpose: {language: arguments of chat.postMessage}}.
create or replace function gracy.hand_over_announcement(
    p_team_space_id bigint,
    p_id bigint,
    p_text_version int,
    p_contents json,
    p_limit int) returns int
    language plpgsql as $$
declare
    v_announcement record;
    v_due record;
    v_at timestamptz;
    v_message_id bigint;
    v_seen int := 0;
begin
    select announcement.quiet_from, announcement.quiet_until, announcement.require_ack into v_announcement
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
          and announcement.state in ('sending', 'sent') and announcement.text_version = p_text_version
    for share;
    if not found then
        return 0;
    end if;
    for v_due in
        select due.*
        from (select delivery.member_id, delivery.purpose, recipient.locale, recipient.tz, address.team_id, address.user_id,
                     coalesce(quiet.quiet_from, v_announcement.quiet_from) as quiet_from,
                     coalesce(quiet.quiet_until, v_announcement.quiet_until) as quiet_until,
                     case when not v_announcement.require_ack then quiet.paused_until end as paused_until,
                     case when member.status not in ('active', 'on_leave') then 'left'
                          when delivery.purpose = 'reminder' and recipient.acknowledged_at is not null then 'acknowledged'
                          when address.user_id is null then 'not_in_slack' end as skipped
              from gracy.announcement_delivery delivery
              join gracy.announcement_recipient recipient
                   on recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
                      and recipient.member_id = delivery.member_id
              join gracy.member on member.team_space_id = p_team_space_id and member.id = delivery.member_id
              left join gracy.quiet_hours quiet
                   on quiet.team_space_id = p_team_space_id and quiet.member_id = delivery.member_id
                      and v_announcement.quiet_from is not null
              left join lateral gracy.slack_addresses(p_team_space_id, array[delivery.member_id]) as address on true
              where delivery.team_space_id = p_team_space_id and delivery.channel = 'slack' and delivery.announcement_id = p_id
                    and delivery.state = 'waiting' and delivery.slack_message_id is null and delivery.due_at <= now()
              order by delivery.due_at, delivery.member_id
              limit p_limit
              for update of delivery skip locked) as due
        -- In the order of open_slack_lane.
        order by gracy.slack_lane_of(p_team_space_id, due.team_id), due.member_id
    loop
        v_seen := v_seen + 1;
        v_at := gracy.after_quiet_hours(greatest(now(), v_due.paused_until), v_due.tz, v_due.quiet_from, v_due.quiet_until);
        v_message_id := null;
        if v_due.skipped is null and v_at <= now() then
            v_message_id := gracy.queue_slack_broadcast(
                p_team_space_id, v_due.team_id, v_due.user_id, p_contents -> v_due.purpose -> v_due.locale,
                concat_ws('/', 'announcement', p_id, v_due.member_id, v_due.purpose));
        end if;
        update gracy.announcement_delivery delivery
        set state = case when v_due.skipped is null then 'waiting' else 'skipped' end,
            error_code = v_due.skipped, due_at = greatest(v_at, delivery.due_at),
            slack_message_id = v_message_id, slack_text_version = p_text_version
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and delivery.member_id = v_due.member_id and delivery.channel = 'slack'
              and delivery.purpose = v_due.purpose;
    end loop;
    return v_seen;
end
$$;
