-- What /gracy quiet does: p_step is show, hours (p_from to p_until by the member's clock, "HH:MM"), pause (for p_hours from
-- now), resume (ends the pause), or usual (the hours of everybody, without a pause). With the hours that hold now and the
-- end of the pause by the member's clock. Outcomes: ok, same_time, too_long (less than four hours of a day would be left),
-- unknown_workspace, not_member.
create or replace function gracy.set_quiet_hours_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_step text,
    p_from text,
    p_until text,
    p_hours int,
    out outcome text,
    out locale text,
    out quiet_from text,
    out quiet_until text,
    out paused_until timestamp)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
    v_from time := p_from::time;
    v_until time := p_until::time;
    v_announcements bigint[];
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    locale := v_caller.locale;
    outcome := case when v_team_space_id is null then 'unknown_workspace' when v_member_id is null then 'not_member'
                    when p_step <> 'hours' then 'ok' when v_from = v_until then 'same_time'
                    when v_from > v_until and interval '24 hours' - (v_from - v_until) > interval '20 hours'
                         or v_from < v_until and v_until - v_from > interval '20 hours' then 'too_long'
                    else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    if p_step <> 'show' then
        insert into gracy.quiet_hours as quiet (team_space_id, member_id, quiet_from, quiet_until, paused_until)
        values (v_team_space_id, v_member_id, case p_step when 'hours' then v_from end, case p_step when 'hours' then v_until end,
                case p_step when 'pause' then now() + p_hours * interval '1 hour' end)
        on conflict on constraint quiet_hours_pkey do update
        set quiet_from = case p_step when 'hours' then v_from when 'usual' then null else quiet.quiet_from end,
            quiet_until = case p_step when 'hours' then v_until when 'usual' then null else quiet.quiet_until end,
            paused_until = case p_step when 'pause' then excluded.paused_until when 'hours' then quiet.paused_until end,
            updated_at = now();
        -- What waits for the end of what held before is looked at anew.
        update gracy.member_notice notice
        set tell_at = now()
        where notice.team_space_id = v_team_space_id and notice.member_id = v_member_id and notice.tell_at is not null;
        with put_forward as (
            update gracy.announcement_delivery delivery
            set due_at = now()
            where delivery.team_space_id = v_team_space_id and delivery.channel = 'slack' and delivery.state = 'waiting'
                  and delivery.member_id = v_member_id and delivery.slack_message_id is null and delivery.due_at > now()
            returning delivery.announcement_id
        )
        select array_agg(distinct put_forward.announcement_id) into v_announcements from put_forward;
        perform gracy.queue_slack_announcement(
            v_team_space_id, waiting.id, concat_ws(' ', 'quiet', v_member_id, extract(epoch from now())), 0, now())
        from unnest(v_announcements) as waiting(id);
        update gracy.coffee_seat seat
        set ask_at = now()
        where seat.team_space_id = v_team_space_id and seat.member_id = v_member_id and seat.ask_at is not null;
    end if;
    select to_char(coalesce(quiet.quiet_from, '21:00'), 'HH24:MI'), to_char(coalesce(quiet.quiet_until, '08:00'), 'HH24:MI'),
           case when quiet.paused_until > now() then date_trunc('minute', quiet.paused_until at time zone v_caller.tz) end
    into quiet_from, quiet_until, paused_until
    from (select v_member_id as id) as one
    left join gracy.quiet_hours quiet on quiet.team_space_id = v_team_space_id and quiet.member_id = one.id;
end
$$;
