-- Asks members of a team space how their day is who want to be asked about now: on their weekdays, from their minute on and for
-- four hours, by their own clock; once a day, not on a holiday of the company, not after they have checked in, not while they
-- snooze. In Slack with faces to tap, one of the three messages that Gracy says to them by herself in a day; who is not there
-- reads it in the product, and so does everybody while Slack refuses the token. An hour that somebody has chosen holds in the quiet hours of everybody as well. In somebody's own,
-- and when the three are spent, they are looked at again, and never asked about a day that is over.
--
-- p_question: {language: arguments of chat.postMessage} in which "{date}" stands for the day; null: without Slack.
-- Asks at most p_limit members behind p_after_id a call, and looks at ten times as many; last_id is null when there are no more.
-- Who has said nothing is asked in few hours of a week: in the others only those are looked at who have.
create or replace function gracy.ask_for_check_ins(
    p_team_space_id bigint,
    p_after_id bigint,
    p_limit int,
    p_question json,
    out last_id bigint,
    out asked int)
language plpgsql as $$
declare
    v_due record;
    v_looked_at int;
    v_until_id bigint;
    v_seen int := 0;
    v_everybody bool;
begin
    asked := 0;
    v_everybody := exists (
        select from gracy.zones_in_use(p_team_space_id) as zone(tz)
        cross join lateral (select now() at time zone zone.tz as at) as clock
        where extract(isodow from clock.at)::int = any ('{2,4}')
              and clock.at::time >= '17:00' and clock.at::time < '21:00');
    select count(*), max(stretch.id) into v_looked_at, v_until_id
    from (select looked_at.id
          from (select member.id from gracy.member
                where v_everybody and member.team_space_id = p_team_space_id and member.id > p_after_id
                      and member.status = 'active'
                order by member.id
                limit p_limit * 10) as looked_at
          union all
          select looked_at.member_id
          from (select said.member_id from gracy.check_in_preference said
                where not v_everybody and said.team_space_id = p_team_space_id and said.member_id > p_after_id
                order by said.member_id
                limit p_limit * 10) as looked_at) as stretch;
    last_id := case when v_looked_at = p_limit * 10 then v_until_id end;
    for v_due in
        select found.*, address.team_id, address.user_id, max(found.id) over () as greatest_id
        from (select member.id, (clock.at)::date as today, gracy.member_locale(p_team_space_id, member.id) as locale, quiet.paused_until,
                     quiet.quiet_from is not null or said.at_minute is null as is_quiet
              from (select everybody.id from gracy.member everybody
                    where v_everybody and everybody.team_space_id = p_team_space_id and everybody.id > p_after_id
                          and everybody.id <= v_until_id
                    union all
                    select preference.member_id from gracy.check_in_preference preference
                    where not v_everybody and preference.team_space_id = p_team_space_id
                          and preference.member_id > p_after_id and preference.member_id <= v_until_id) as looked_at
              join gracy.member on member.team_space_id = p_team_space_id and member.id = looked_at.id
              cross join lateral (select now() at time zone gracy.member_tz(p_team_space_id, member.id) as at offset 0) as clock
              left join gracy.check_in_preference said on said.team_space_id = p_team_space_id and said.member_id = member.id
              left join gracy.check_in_question earlier on earlier.team_space_id = p_team_space_id and earlier.member_id = member.id
              left join gracy.quiet_hours quiet on quiet.team_space_id = p_team_space_id and quiet.member_id = member.id
              where member.status = 'active' and not gracy.has_yet_to_begin(member, (clock.at)::date)
                    and coalesce(said.asked, true)
                    and extract(isodow from clock.at)::int = any (coalesce(said.weekdays, '{2,4}'))
                    and clock.at >= date_trunc('day', clock.at) + coalesce(said.at_minute, 1020) * interval '1 minute'
                    and clock.at < date_trunc('day', clock.at) + (coalesce(said.at_minute, 1020) + 240) * interval '1 minute'
                    -- Who pauses is not looked at each minute until they come back.
                    and (quiet.paused_until is null or quiet.paused_until <= now())
                    and (said.snoozed_until is null or said.snoozed_until <= (clock.at)::date)
                    and (earlier.asked_on is null or earlier.asked_on < (clock.at)::date)
                    and not exists (select from gracy.holiday
                                    where holiday.team_space_id = p_team_space_id and holiday.on_date = (clock.at)::date)
                    and not exists (select from gracy.mood_entry entry
                                    where entry.team_space_id = p_team_space_id and entry.member_id = member.id
                                          and entry.on_date = (clock.at)::date)
              order by member.id
              limit p_limit) as found
        left join lateral gracy.slack_addresses(p_team_space_id, array[found.id]) as address
             on p_question is not null and gracy.can_tell_in_slack(p_team_space_id, address.team_id)
        -- In the order of open_slack_lane.
        order by gracy.slack_lane_of(p_team_space_id, address.team_id), found.id
    loop
        v_seen := v_seen + 1;
        last_id := case when v_seen = p_limit then v_due.greatest_id else last_id end;
        continue when case when v_due.user_id is not null
                           then gracy.may_be_told_at(p_team_space_id, v_due.id, v_due.user_id, true, v_due.is_quiet)
                           when v_due.is_quiet
                           then gracy.undisturbed_at(p_team_space_id, array[v_due.id], greatest(now(), v_due.paused_until))
                           else greatest(now(), v_due.paused_until)
                      end > now();
        insert into gracy.check_in_question as question (team_space_id, member_id, asked_on)
        values (p_team_space_id, v_due.id, v_due.today)
        on conflict (team_space_id, member_id) do update
            set asked_on = excluded.asked_on, asked_at = excluded.asked_at
            where question.asked_on < excluded.asked_on;
        -- Another worker was quicker.
        continue when not found;
        asked := asked + 1;
        if v_due.user_id is not null then
            perform gracy.queue_slack_broadcast(
                p_team_space_id, v_due.team_id, v_due.user_id,
                replace((p_question -> v_due.locale)::text, '{date}', v_due.today::text)::json,
                concat_ws('/', 'notice', v_due.id, 'check_in', v_due.today));
        else
            perform gracy.notify_member(p_team_space_id, v_due.id, 'check_in.question',
                                        'How''s your day? One tap is enough, and only you see it.',
                                        '오늘 하루는 어떤가요? 한 번만 누르면 되고, 나만 볼 수 있어요.', 'check_in',
                                        v_due.today::text);
        end if;
    end loop;
end
$$;
