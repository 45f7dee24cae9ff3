-- Gives what was handed over of an older text of an announcement this one: what waits is rewritten, what arrived is
-- changed in Slack, at most p_limit. What is on its way stays for the next time: it is neither yet. How many were seen to.
--
-- p_contents as for hand_over_announcement; 'acknowledged' is for whoever has acknowledged it, and 'acknowledged_before' for
-- whoever has acknowledged an older text, where the worker has that: one of the release before has not.
create or replace function gracy.rewrite_announcement(
    p_team_space_id bigint,
    p_id bigint,
    p_text_version int,
    p_contents json,
    p_limit int) returns int
    language plpgsql as $$
declare
    v_old record;
    v_seen int := 0;
begin
    perform from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
          and announcement.state in ('sending', 'sent') and announcement.text_version = p_text_version
    for share;
    if not found then
        return 0;
    end if;
    -- Messages first, as their senders do.
    for v_old in
        select message.id, delivery.member_id, delivery.purpose, recipient.locale
        from gracy.announcement_delivery delivery
        join gracy.slack_message message
             on message.team_space_id = p_team_space_id and message.id = delivery.slack_message_id and message.state = 'waiting'
        join gracy.announcement_recipient recipient
             on recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
                and recipient.member_id = delivery.member_id
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id and delivery.channel = 'slack'
              and delivery.slack_text_version < p_text_version
        limit p_limit
        for update of message skip locked
    loop
        v_seen := v_seen + 1;
        update gracy.slack_message message
        set arguments = p_contents -> v_old.purpose -> v_old.locale
        where message.team_space_id = p_team_space_id and message.id = v_old.id;
        update gracy.announcement_delivery delivery
        set slack_text_version = p_text_version
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and delivery.member_id = v_old.member_id and delivery.channel = 'slack' and delivery.purpose = v_old.purpose;
    end loop;
    -- What has arrived stands where the delivery says, however long ago.
    for v_old in
        select delivery.member_id, delivery.purpose, delivery.slack_team_id, delivery.slack_channel, delivery.slack_ts,
               recipient.locale,
               case when recipient.acknowledged_at is null then delivery.purpose
                    when recipient.acknowledged_version < p_text_version and p_contents -> 'acknowledged_before' is not null
                        then 'acknowledged_before'
                    else 'acknowledged' end as kind
        from gracy.announcement_delivery delivery
        join gracy.announcement_recipient recipient
             on recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
                and recipient.member_id = delivery.member_id
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id and delivery.channel = 'slack'
              and delivery.slack_text_version < p_text_version and delivery.slack_ts is not null
              and delivery.slack_team_id is not null
        limit p_limit - v_seen
    loop
        v_seen := v_seen + 1;
        perform gracy.put_slack_update(p_team_space_id, v_old.slack_team_id, v_old.slack_channel, v_old.slack_ts,
                                           p_contents -> v_old.kind -> v_old.locale, null, true);
        update gracy.announcement_delivery delivery
        set slack_text_version = p_text_version
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and delivery.member_id = v_old.member_id and delivery.channel = 'slack' and delivery.purpose = v_old.purpose;
    end loop;
    return v_seen;
end
$$;
