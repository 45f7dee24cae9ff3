-- What there is to celebrate, and when it is told.
begin;
\ir company.inc
select plan(20);
create function pg_temp.today() returns date language sql as $$ select (now() at time zone 'Asia/Seoul')::date $$;
create function pg_temp.planned(who bigint) returns table (kind text, on_date date, years int) language sql as $$
    select kind, on_date, years::int from celebration_occurrence where team_space_id = 900001 and member_id = who order by on_date, kind
$$;
create function pg_temp.be_born(who bigint, born date, lunar bool default false) returns void language sql as $$
    update member set birth_month = extract(month from born), birth_day = extract(day from born), birth_year = 1990, birth_lunar = lunar,
                      celebrates_birthday = true, celebrates_anniversary = false
    where team_space_id = 900001 and id = who
$$;

select pg_temp.be_born(7001, pg_temp.today() + 10);
select results_eq('select kind, on_date from pg_temp.planned(7001)', $$ values ('birthday', pg_temp.today() + 10) $$, 'a birthday is planned when it is told');
select is((select count(*)::int from celebration_occurrence where team_space_id = 900002 and kind = 'birthday'), 0, 'of nobody else with that number');
select is(plan_celebrations(900001, '{7001}'), 0, 'planning again changes nothing');
update member set title = 'Engineer' where team_space_id = 900001 and id = 7001;
select is((select count(*)::int from pg_temp.planned(7001)), 1, 'nor does a change of something else');
select pg_temp.be_born(7001, pg_temp.today() + 12);
select results_eq('select on_date from pg_temp.planned(7001)', $$ values (pg_temp.today() + 12) $$, 'a birthday that was wrong moves');
update member set celebrates_birthday = false where team_space_id = 900001 and id = 7001;
select is_empty('select from pg_temp.planned(7001)', 'who does not tell any more has none planned');
select pg_temp.be_born(7002, pg_temp.today() + 5);
update member set status = 'left' where team_space_id = 900001 and id = 7002;
select is_empty('select from pg_temp.planned(7002)', 'nor has who left');
select pg_temp.be_born(7005, pg_temp.today() + 5);
select is_empty('select from pg_temp.planned(7005)', 'nor who is on leave');
select pg_temp.be_born(7003, pg_temp.today());
select results_eq('select on_date from pg_temp.planned(7003)', $$ values (pg_temp.today()) $$, 'today counts');

-- Lunar birthdays come on the day that it is this year.
select pg_temp.be_born(7003, make_date(2000, month, 15), true)
from (select month from lunar_month where not leap and starts_on between pg_temp.today() and pg_temp.today() + 40 limit 1) as coming;
select results_eq('select on_date from pg_temp.planned(7003)',
                  $$ select starts_on + 14 from lunar_month where not leap and starts_on between pg_temp.today() and pg_temp.today() + 40 limit 1 $$,
                  'the fifteenth of a lunar month');

-- Anniversaries.
update member set celebrates_birthday = false, celebrates_anniversary = true, hired_on = (pg_temp.today() + 20 - interval '3 years')::date
where team_space_id = 900001 and id = 7003;
select results_eq('select kind, years from pg_temp.planned(7003)', $$ values ('anniversary', 3) $$, 'three years');
update member set hired_on = pg_temp.today() - 13 where team_space_id = 900001 and id = 7003;
select results_eq('select kind, on_date from pg_temp.planned(7003)', $$ values ('welcome', pg_temp.today() - 13) $$, 'a welcome within two weeks');
select ok((select post_on >= pg_temp.today() and is_business_day(900001, post_on) from celebration_occurrence
           where team_space_id = 900001 and member_id = 7003 and kind = 'welcome'), 'told on a business day to come');
update member set hired_on = pg_temp.today() - 14 where team_space_id = 900001 and id = 7003;
select is_empty('select from pg_temp.planned(7003)', 'and not later');
update member set hired_on = pg_temp.today() - 90 where team_space_id = 900001 and id = 7003;
select results_eq('select kind, on_date from pg_temp.planned(7003)', $$ values ('hundred_days', pg_temp.today() + 9) $$, 'the hundredth day counts the first');

-- When it is told.
insert into holiday (team_space_id, on_date, name)
select 900001, pg_temp.today() + n, 'week off' from generate_series(1, 9) as n;
select is((select post_on from celebration_occurrence where team_space_id = 900001 and member_id = 7003),
          case when is_business_day(900001, pg_temp.today()) then pg_temp.today() else next_business_day(900001, pg_temp.today()) end,
          'holidays move what is told to the business day before, or to the next when that is over');
delete from holiday where team_space_id = 900001;
update celebration_occurrence set state = 'posted', posted_at = now() where team_space_id = 900001 and member_id = 7003;
update member set celebrates_anniversary = false where team_space_id = 900001 and id = 7003;
select is((select count(*)::int from pg_temp.planned(7003)), 1, 'what was told stays');

-- Settings and holidays by version.
set local role gracy_app;
select is(change_celebration_settings(900001, 7001, 2, '{"birthdays": false}', 'r'), 'version_mismatch', 'another version of the settings is refused');
select is(change_celebration_settings(900001, 7001, 1, '{"birthdays": false}', 'r'), 'ok', 'this one is taken');
select is((select birthdays from celebration_settings where team_space_id = 900002), true, 'for one team space');
select * from finish();
rollback;
