-- After a sender's run: an announcement of which nothing is open any more is `sent`; as long as something is open on the
-- channel the sender's next run is queued, when the first of it is due but not before p_pause_seconds have passed.
create or replace function gracy.settle_announcement(
    p_team_space_id bigint,
    p_id bigint,
    p_channel text,
    p_run text,
    p_sender int,
    p_step int,
    p_pause_seconds float8,
    out state text,
    out waiting bigint,
    out next_at timestamptz)
language plpgsql as $$
declare
    v_planned bool;
    v_elsewhere bool;
    v_posts bigint;
begin
    -- The row is what senders that end together queue on: the last one sees that nothing is open.
    select announcement.state, announcement.planned into settle_announcement.state, v_planned
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    if not found then
        state := 'gone';
        waiting := 0;
        return;
    end if;
    -- Recalled while it was on its way, and its sender never came back, or put it off without knowing.
    update gracy.announcement_delivery delivery
    set state = 'recalled', uncertain = delivery.uncertain + (delivery.state = 'sending')::int
    where delivery.team_space_id = p_team_space_id and delivery.channel = p_channel and delivery.announcement_id = p_id
          and (delivery.state = 'waiting' or delivery.state = 'sending' and delivery.due_at <= now())
          and settle_announcement.state = 'recalled'
          -- What became of a message in Slack is found out there.
          and delivery.slack_message_id is null;
    select count(*), min(delivery.due_at) into waiting, next_at
    from gracy.announcement_delivery delivery
    where delivery.team_space_id = p_team_space_id and delivery.channel = p_channel and delivery.announcement_id = p_id
          and delivery.state in ('waiting', 'sending');
    v_elsewhere := exists (select from gracy.announcement_delivery delivery
                           where delivery.team_space_id = p_team_space_id and delivery.channel <> p_channel
                                 and delivery.announcement_id = p_id and delivery.state in ('waiting', 'sending'));
    v_posts := (select count(*) from gracy.announcement_channel posted
                where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id and posted.state = 'waiting');
    if p_channel <> 'slack' then
        v_elsewhere := v_elsewhere or v_posts > 0;
    elsif v_posts > 0 then
        -- In a channel it is nobody's night.
        waiting := waiting + v_posts;
        next_at := now();
    end if;
    if waiting > 0 or (state = 'sending' and not v_planned) then
        next_at := greatest(next_at, now() + p_pause_seconds * interval '1 second');
        if p_channel = 'slack' then
            perform gracy.queue_slack_announcement(p_team_space_id, p_id, p_run, p_step + 1, next_at);
        else
            perform gracy.queue_announcement_delivery(p_team_space_id, p_id, p_run, p_sender, p_step + 1, next_at);
        end if;
    else
        next_at := null;
    end if;
    -- What hands over to Slack tells of that itself.
    if p_channel = 'email' and p_sender = 1 then
        perform gracy.show_slack_progress(p_team_space_id, p_id);
    end if;
    if state = 'sending' and v_planned and waiting = 0 and not v_elsewhere then
        state := 'sent';
        update gracy.announcement ended
        set state = 'sent', sent_at = now()
        where ended.team_space_id = p_team_space_id and ended.id = p_id;
        -- Who sent it at once saw it go.
        perform gracy.notify_member(
            p_team_space_id, sent.author_id, 'announcement.sent',
            format('Your announcement "%s" has gone out as scheduled.', coalesce(sent.title_en, sent.title_ko)),
            format('예약한 ''%s'' 공지를 보냈어요.', coalesce(sent.title_ko, sent.title_en)), 'announcement', p_id::text)
        from gracy.announcement sent
        where sent.team_space_id = p_team_space_id and sent.id = p_id and sent.scheduled_at is not null;
    end if;
end
$$;
