-- What there is today for a member who opens App Home: their place among this month's receivers (null: they have none, or are
-- shown none), the next coffee that they take part in, by their clock, and whom the team space celebrates today: at most p_named by
-- name, those of their teams first and then those of their department, and how many in all (celebrated_count). No row for who is
-- no member.
create or replace function gracy.home_news(p_team_id text, p_enterprise_id text, p_user_id text, p_named int)
returns table (place int, coffee text, coffee_at text, celebrated text[], celebrated_count int)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_today date;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_caller.member_id is null then
        return;
    end if;
    v_today := (select (now() at time zone team_space.tz)::date from gracy.team_space where team_space.id = v_team_space_id);
    return query
    select (select 1 + (select count(distinct others.points)::int
                        from gracy.leaderboard others
                        where others.team_space_id = v_team_space_id and others.metric = 'received' and others.period = 'month'
                              and others.period_start = mine.period_start and others.shown and others.points > mine.points)
            from gracy.leaderboard mine
            join gracy.recognition_policy policy on policy.team_space_id = v_team_space_id and policy.leaderboards
            where mine.team_space_id = v_team_space_id and mine.member_id = v_caller.member_id and mine.metric = 'received'
                  and mine.period = 'month' and mine.period_start = gracy.leaderboard_start('month', v_today)
                  and mine.points > 0 and mine.shown),
           next.name, next.at, coalesce(today.names, '{}'), today.count
    from (select) as one
    left join lateral (
        select program.name::text as name, gracy.clock_time(program.next_round_at, v_caller.tz, v_caller.locale) as at
        from gracy.coffee_participant participant
        join gracy.coffee_program program
             on program.team_space_id = v_team_space_id and program.id = participant.program_id and program.closed_at is null
        where participant.team_space_id = v_team_space_id and participant.member_id = v_caller.member_id
              and participant.status = 'joined' and program.next_round_at > now()
        order by program.next_round_at, program.id
        limit 1) as next on true
    cross join lateral (
        with celebrating as (
            select distinct member.id, member.department_id,
                   case when v_caller.locale = 'ko' then member.name else coalesce(member.name_en, member.name) end::text as name
            from gracy.celebration_occurrence occurrence
            join gracy.celebration_settings settings on settings.team_space_id = v_team_space_id
            join gracy.member on member.team_space_id = v_team_space_id and member.id = occurrence.member_id
                                 and member.status = 'active'
            where occurrence.team_space_id = v_team_space_id and occurrence.on_date = v_today
                  and occurrence.post_on between v_today - 6 and v_today + 6
                  and case occurrence.kind
                          when 'birthday' then member.celebrates_birthday and settings.birthdays
                          when 'anniversary' then member.celebrates_anniversary and settings.anniversaries
                          when 'hundred_days' then member.celebrates_anniversary and settings.milestones
                          else member.celebrates_anniversary and settings.welcomes
                      end
        ),
        in_turn as (
            select celebrating.name,
                   row_number() over (order by case
                           when exists (select from gracy.team_member own
                                        join gracy.team_member other
                                             on other.team_space_id = v_team_space_id and other.team_id = own.team_id
                                                and other.member_id = celebrating.id
                                        where own.team_space_id = v_team_space_id and own.member_id = v_caller.member_id) then 1
                           when celebrating.department_id = (select reader.department_id from gracy.member reader
                                                             where reader.team_space_id = v_team_space_id
                                                                   and reader.id = v_caller.member_id) then 2
                           else 3 end, celebrating.name, celebrating.id) as no
            from celebrating
        )
        select array_agg(in_turn.name order by in_turn.no) filter (where in_turn.no <= p_named) as names, count(*)::int as count
        from in_turn) as today;
end
$$;

-- As a worker of the release before calls it, which names five and counts none.
create or replace function gracy.home_news(p_team_id text, p_enterprise_id text, p_user_id text)
returns table (place int, coffee text, coffee_at text, celebrated text[])
language sql stable as $$
    select news.place, news.coffee, news.coffee_at, news.celebrated
    from gracy.home_news(p_team_id, p_enterprise_id, p_user_id, 5) as news
$$;
