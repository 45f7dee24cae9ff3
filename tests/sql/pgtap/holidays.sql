-- Business days, Korea's holidays, and the lunar calendar.
begin;
\ir company.inc
select plan(30);

-- 설날 and 추석 as they were and will be announced.
select results_eq($$ select year, lunar_date(year, 1, 1), lunar_date(year, 8, 15)
                     from unnest(array[1900, 1950, 1988, 2000, 2017, 2020, 2023, 2024, 2025, 2026, 2027, 2028, 2033, 2050]) as year $$,
    $$ values (1900, date '1900-01-31', date '1900-09-08'), (1950, '1950-02-17', '1950-09-26'), (1988, '1988-02-18', '1988-09-25'),
              (2000, '2000-02-05', '2000-09-12'), (2017, '2017-01-28', '2017-10-04'), (2020, '2020-01-25', '2020-10-01'),
              (2023, '2023-01-22', '2023-09-29'), (2024, '2024-02-10', '2024-09-17'), (2025, '2025-01-29', '2025-10-06'),
              (2026, '2026-02-17', '2026-09-25'), (2027, '2027-02-07', '2027-09-15'), (2028, '2028-01-27', '2028-10-03'),
              (2033, '2033-01-31', '2033-09-08'), (2050, '2050-01-23', '2050-09-30') $$, '설날 and 추석');
select results_eq($$ select lunar_year::int, month::int from lunar_month where leap and lunar_year between 2001 and 2033 order by 1 $$,
    $$ values (2001, 4), (2004, 2), (2006, 7), (2009, 5), (2012, 3), (2014, 9), (2017, 5), (2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11) $$,
    'leap months');
select is((select count(*) || ' ' || min(starts_on) || ' ' || max(starts_on + days) from lunar_month), '1866 1900-01-31 2050-12-14', 'from 1900 to 2050');
select is_empty($$ select from (select starts_on + days as ends_on, lead(starts_on) over (order by starts_on) as next from lunar_month) as month
                   where ends_on <> next $$, 'each month begins when the one before ends');
select is_empty($$ select lunar_year from lunar_month group by 1 having count(*) not in (12, 13) and lunar_year < 2050
                   or count(*) filter (where leap) > 1 $$, 'years have twelve months, or thirteen');
select is(lunar_date(2023, 2, 1), '2023-02-20', 'an ordinary month, not the leap month of its number');
select is(lunar_date(2026, 12, 30), '2027-02-06', 'the thirtieth of a month that has it');
select is(lunar_date(2025, 12, 30), '2026-02-16', 'and of one that has not is the last day');
select is(lunar_date(1850, 1, 1), null, 'before the calendar there is nothing');

-- Substitutes, as they were announced.
select results_eq($$ select array_agg(to_char(on_date, 'MM-DD') order by on_date) from korean_holidays(2024) where substitute $$,
                  $$ values (array['02-12', '05-06']) $$, '2024');
select results_eq($$ select array_agg(to_char(on_date, 'MM-DD') order by on_date) from korean_holidays(2025) where substitute $$,
                  $$ values (array['03-03', '05-06', '10-08']) $$, '2025: two holidays on one day give one');
select results_eq($$ select array_agg(to_char(on_date, 'MM-DD') order by on_date) from korean_holidays(2026) where substitute $$,
                  $$ values (array['03-02', '05-25', '08-17', '10-05']) $$, '2026: 추석 on a Saturday gives none');
select results_eq($$ select array_agg(to_char(on_date, 'MM-DD') order by on_date) from korean_holidays(2027) where substitute $$,
                  $$ values (array['02-09', '07-19', '08-16', '10-04', '10-11', '12-27']) $$, '2027');
select results_eq($$ select array_agg(to_char(on_date, 'MM-DD') order by on_date) from korean_holidays(2028) where substitute $$,
                  $$ values (array['10-05']) $$, '2028: 개천절 falls on 추석');
select is((select name from korean_holidays(2025) where on_date = '2025-05-05'), '어린이날·부처님오신날', 'holidays that share a day share a row');
select is((select name from korean_holidays(2028) where on_date = '2028-10-03'), '추석·개천절', 'in the order of the law');
select is((select count(*)::int from korean_holidays(2025) where name = '제헌절'), 0, '제헌절 is none in 2025');
select is((select count(*)::int from korean_holidays(2026) where name = '제헌절'), 1, 'and is one since 2026');
select is((select count(*)::int from korean_holidays(2023)), 0, 'years before are not told');
select is_empty($$ select from generate_series(2024, 2050) as year, korean_holidays(year) as given
                   where substitute and extract(isodow from on_date) > 5 $$, 'no substitute on a weekend');
select is_empty($$ select on_date from generate_series(2024, 2050) as year, korean_holidays(year) as given group by 1 having count(*) > 1 $$,
                'and none on a holiday');

-- Business days of a team space.
set local role gracy_app;
select is(add_korean_holidays(900001, 7001, 2026, 'r'), 21, 'a year''s holidays are added');
select is(add_korean_holidays(900001, 7001, 2026, 'r'), 0, 'once');
select is(is_business_day(900001, '2026-09-25'), false, 'nobody works on 추석');
select is(is_business_day(900002, '2026-09-25'), true, 'but where nobody keeps it');
select is(is_business_day(900002, '2026-09-26'), false, 'nor on a Saturday');
select is(last_business_day(900001, '2026-09-26'), '2026-09-23', 'the last business day before 추석');
select is(next_business_day(900001, '2026-02-14'), '2026-02-19', 'the first one after 설날');
select is(add_business_days(900001, '2026-09-21', 5), '2026-09-30', 'five business days over 추석');
select is(add_business_days(900001, '2026-09-18', 1), '2026-09-21', 'a weekend does not count');
select * from finish();
rollback;
