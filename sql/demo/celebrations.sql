-- Holidays of the demo, Korea's where people keep them, and what there is to celebrate. Included by demo.sql after
-- people.sql.
create function pg_temp.make_celebrations(slug text, korean bool) returns void language sql as $$
    insert into gracy.holiday (team_space_id, on_date, name, name_en, substitute)
    select pg_temp.team_space(slug), given.on_date, given.name, given.name_en, given.substitute
    from generate_series(extract(year from now())::int, extract(year from now())::int + 1) as year,
         gracy.korean_holidays(year) as given
    where korean;
    insert into gracy.holiday (team_space_id, on_date, name)
    select pg_temp.team_space(slug), make_date(year, month, day), name
    from generate_series(extract(year from now())::int, extract(year from now())::int + 1) as year,
         (values (1, 1, 'New Year''s Day'), (7, 4, 'Independence Day'), (11, 11, 'Veterans Day'), (12, 25, 'Christmas Day')) as days(month, day, name)
    where not korean;
    select gracy.plan_celebrations(pg_temp.team_space(slug), array(select id from gracy.member where team_space_id = pg_temp.team_space(slug)));
$$;
