-- Makes what there is to celebrate of these members from today until two months on agree with what they want: rows are
-- added, moved and taken away, and to run it again changes nothing. Returns how many rows it touched.
--
-- * Only active members. A birthday when the member shows it, the rest when the member celebrates anniversaries.
-- * February 29 is February 28 in common years. A lunar birthday comes in the ordinary month, not in the leap month of
--   the same number (also for who was born in one: most years have none), and the 30th of a month of 29 days is the 29th.
-- * The hundredth day counts the first one, as Koreans count.
-- * Told on the last business day up to the day itself; when that is over already, on the next one. What is due is not
--   moved any more.
-- * A welcome is for who came less than 14 days ago, and is told on a business day from the first day on.
create or replace function gracy.plan_celebrations(p_team_space_id bigint, p_member_ids bigint[]) returns int
    language plpgsql
    -- How many there are to celebrate is not known beforehand; a nested loop over them takes time by the square.
    set enable_nestloop = off
    as $$
declare
    v_today date;
    v_until date;
    v_changed int;
begin
    select (now() at time zone tz)::date into v_today from gracy.team_space where id = p_team_space_id;
    v_until := v_today + 62;
    with person as (
        select id, hired_on, birth_month, birth_day, birth_lunar, celebrates_birthday, celebrates_anniversary
        from gracy.member
        where member.team_space_id = p_team_space_id and member.id = any (p_member_ids) and member.status = 'active'
    ), day as materialized (
        select day::date as on_date, gracy.last_business_day(p_team_space_id, day::date) as told_on
        from generate_series(v_today - 13, v_until, interval '1 day') as day
    ), month as (
        select month::date as starts_on, extract(year from month)::int as year, extract(month from month)::int as month,
               extract(day from month + interval '1 month' - interval '1 day')::int as days
        from generate_series(date_trunc('month', v_today::timestamp), v_until, interval '1 month') as month
    ), lunar as (
        select starts_on, month, days from gracy.lunar_month
        where not leap and starts_on between v_today - 30 and v_until
    ), candidate as (
        select person.id, 'birthday' as kind, month.starts_on + least(person.birth_day, month.days) - 1 as on_date, null::int as years
        from person join month on month.month = person.birth_month
        where person.celebrates_birthday and not person.birth_lunar
        union
        select person.id, 'birthday', lunar.starts_on + least(person.birth_day, lunar.days) - 1, null
        from person join lunar on lunar.month = person.birth_month
        where person.celebrates_birthday and person.birth_lunar
        union
        select person.id, 'anniversary', month.starts_on + least(extract(day from person.hired_on)::int, month.days) - 1,
               month.year - extract(year from person.hired_on)::int
        from person join month on month.month = extract(month from person.hired_on)::int
        where person.celebrates_anniversary and month.year > extract(year from person.hired_on)::int
        union
        select person.id, 'hundred_days', person.hired_on + 99, null
        from person
        where person.celebrates_anniversary
        union
        select person.id, 'welcome', person.hired_on, null
        from person
        where person.celebrates_anniversary
    ), wanted as (
        select candidate.id, candidate.kind, candidate.on_date, candidate.years,
               case when candidate.kind = 'welcome' then gracy.next_business_day(p_team_space_id, greatest(candidate.on_date, v_today))
                    when day.told_on >= v_today then day.told_on
                    else gracy.next_business_day(p_team_space_id, v_today) end as post_on
        from candidate
        join day on day.on_date = candidate.on_date
        where candidate.kind = 'welcome' or candidate.on_date >= v_today
    ), unwanted as (
        delete from gracy.celebration_occurrence occurrence
        where occurrence.team_space_id = p_team_space_id and occurrence.member_id = any (p_member_ids)
              and occurrence.state = 'planned'
              and occurrence.on_date >= case when occurrence.kind = 'welcome' then v_today - 13 else v_today end
              and not exists (select from wanted
                              where wanted.id = occurrence.member_id and wanted.kind = occurrence.kind
                                    and wanted.on_date = occurrence.on_date)
        returning 1
    ), made as (
        insert into gracy.celebration_occurrence as occurrence (team_space_id, member_id, kind, on_date, post_on, years)
        select p_team_space_id, wanted.id, wanted.kind, wanted.on_date, wanted.post_on, wanted.years
        from wanted
        on conflict (team_space_id, member_id, kind, on_date) do update
        set post_on = excluded.post_on, years = excluded.years
        where occurrence.state = 'planned' and occurrence.post_on > v_today
              and (occurrence.post_on, occurrence.years) is distinct from (excluded.post_on, excluded.years)
        returning 1
    )
    select (select count(*) from unwanted) + (select count(*) from made) into v_changed;
    return v_changed;
end
$$;
