-- The next message of an announcement that is due on a channel, as far as the rate of the team space allows: its row is
-- `sending` from now on, and p_lease_seconds later it counts as uncertain. At most one row: what a sender has taken and
-- not begun would look as if it had been sent.
--
-- Looks at p_limit rows that are due, past those that another sender holds: in somebody's quiet hours it waits until
-- they end, and to who has left or no longer needs the reminder it is not sent.
create or replace function gracy.take_announcement_delivery(
    p_team_space_id bigint,
    p_id bigint,
    p_channel text,
    p_per_minute int,
    p_limit int,
    p_lease_seconds int)
returns table (member_id bigint, purpose text, locale text, attempts int, email text, name text)
language plpgsql as $$
declare
    v_tokens float8;
    v_burst float8 := greatest(1, p_per_minute / 6.0);
    v_quiet_from time;
    v_quiet_until time;
    v_state text;
begin
    select announcement.quiet_from, announcement.quiet_until, announcement.state
    into v_quiet_from, v_quiet_until, v_state
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id;
    if not found or v_state not in ('sending', 'sent') then
        return;
    end if;
    insert into gracy.delivery_bucket as bucket (team_space_id, channel, tokens, filled_at)
    values (p_team_space_id, p_channel, v_burst, now())
    on conflict (team_space_id, channel) do update
    set tokens = least(v_burst, bucket.tokens
                                + p_per_minute / 60.0 * extract(epoch from greatest(now() - bucket.filled_at, interval '0'))),
        filled_at = now()
    returning bucket.tokens into v_tokens;
    if v_tokens < 1 then
        return;
    end if;
    return query
    with due as (
        select delivery.member_id, delivery.purpose, delivery.state
        from gracy.announcement_delivery delivery
        where delivery.team_space_id = p_team_space_id and delivery.channel = p_channel
              and delivery.announcement_id = p_id and delivery.due_at <= now() and delivery.state in ('waiting', 'sending')
        order by delivery.due_at
        limit p_limit
        for update skip locked
    ), judged as (
        select due.member_id, due.purpose, due.state, recipient.locale, member.email, member.name,
               case when member.status not in ('active', 'on_leave') then 'left'
                    when due.purpose = 'reminder' and recipient.acknowledged_at is not null then 'acknowledged'
               end as skipped,
               gracy.after_quiet_hours(now(), recipient.tz, v_quiet_from, v_quiet_until) as at
        from due
        join gracy.announcement_recipient recipient
             on recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
                and recipient.member_id = due.member_id
        join gracy.member on member.team_space_id = p_team_space_id and member.id = due.member_id
    ), chosen as (
        select judged.member_id, judged.purpose
        from judged
        where judged.skipped is null and judged.at <= now()
        limit 1
    ), written as (
        update gracy.announcement_delivery delivery
        set state = case when judged.skipped is not null then 'skipped' when judged.at > now() then 'waiting' else 'sending' end,
            error_code = coalesce(judged.skipped, delivery.error_code),
            due_at = case when judged.at > now() then judged.at else now() + p_lease_seconds * interval '1 second' end,
            attempts = delivery.attempts + (judged.skipped is null and judged.at <= now())::int,
            uncertain = delivery.uncertain + (delivery.state = 'sending')::int
        from judged
        left join chosen on chosen.member_id = judged.member_id and chosen.purpose = judged.purpose
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and delivery.member_id = judged.member_id and delivery.channel = p_channel
              and delivery.purpose = judged.purpose
              and (chosen.member_id is not null or judged.skipped is not null or judged.at > now())
        returning delivery.member_id, delivery.purpose, judged.locale, delivery.attempts, judged.email, judged.name,
                  delivery.state
    )
    select written.member_id, written.purpose, written.locale, written.attempts, written.email, written.name
    from written
    where written.state = 'sending';
    if found then
        update gracy.delivery_bucket bucket
        set tokens = bucket.tokens - 1
        where bucket.team_space_id = p_team_space_id and bucket.channel = p_channel;
    end if;
end
$$;
