-- A check-in is its day's, where its member is; and goes when its member has been gone for thirty days.
begin;
\ir company.inc
set local role gracy_app;
select plan(23);

-- Midnight in Seoul is 15:00 UTC; member 7002 of the right team space is in New York.
create function pg_temp.put(space bigint, on_date date, now timestamptz, score int default 3) returns text language sql as $$
    select outcome || ' ' || today from put_check_in(space, 7002, on_date, score, '{}', null, null, now)
$$;
select is(pg_temp.put(900001, '2026-03-10', '2026-03-10 14:59:59+00'), 'created 2026-03-10', 'the day lasts until midnight');
select is(pg_temp.put(900001, '2026-03-10', '2026-03-10 14:59:59+00', 5), 'ok 2026-03-10', 'and can be changed until then');
select is(pg_temp.put(900001, '2026-03-10', '2026-03-10 15:00+00', 1), 'past 2026-03-11', 'not afterwards');
select is(pg_temp.put(900001, '2026-03-12', '2026-03-10 15:00+00'), 'future 2026-03-11', 'nor before');
select is(pg_temp.put(900002, '2026-03-10', '2026-03-10 15:00+00'), 'created 2026-03-10', 'elsewhere it is still the day');
select results_eq($$ select team_space_id, score::int from mood_entry where member_id = 7002 order by 1 $$,
                  $$ values (900001::bigint, 5), (900002, 3) $$, 'each team space has its own');
update member set tz = 'Pacific/Kiritimati' where team_space_id = 900001 and id = 7002;
select is(pg_temp.put(900001, '2026-03-11', '2026-03-10 10:00+00'), 'created 2026-03-11', 'a member''s own time zone comes first');
select is((select outcome from put_check_in(900001, 7004, '2026-03-10', 3, '{}', null, null, '2026-03-10 00:00+00')), 'past',
          'who left checks in no more');
select is((select outcome from put_check_in(900001, 7001, '2026-03-10', 3, '{workload}', null, null, '2026-03-10 00:00+00')), 'created',
          'with a tag');
select is((select outcome || (select tags::text from mood_entry where member_id = 7001) from
           put_check_in(900001, 7001, '2026-03-10', 4, null, null, null, '2026-03-10 00:00+00')), 'ok{workload}', 'which stays where no tags are given');
select throws_ok($$ select put_check_in(900001, 7001, '2026-03-10', 6, '{}', null, null, '2026-03-10 00:00+00') $$, '23514', null,
                 'a face is one of five');
select throws_ok($$ select put_check_in(900001, 7001, '2026-03-10', 3, '{}', '\x00', 'abcdef01', '2026-03-10 00:00+00') $$, '23514', null,
                 'a note is sealed');

-- Nobody else is due.
delete from mood_entry;
update member set left_on = '2020-01-01' where team_space_id = 900001 and id = 7004;
insert into mood_entry (team_space_id, member_id, on_date, score, note_sealed, note_key_id)
values (900001, 7004, '2019-12-30', 2, decode(repeat('00', 60), 'hex'), 'abcdef01'), (900001, 7004, '2019-12-31', 2, null, null),
       (900002, 7004, '2019-12-31', 2, null, null);
select is((select entries || ' ' || notes from delete_leavers_check_ins(100, '2020-01-30 23:59+00')), '0 0', 'they stay for thirty days');
select is((select entries || ' ' || notes from delete_leavers_check_ins(100, '2020-01-31 00:00+00')), '2 1', 'and then go, notes and all');
select is((select array_agg(team_space_id) from mood_entry where member_id = 7004), '{900002}', 'a namesake''s elsewhere do not');
update member set status = 'left', left_on = '2020-01-01' where team_space_id = 900001 and id in (7002, 7003);
insert into mood_entry (team_space_id, member_id, on_date, score) values (900001, 7002, '2019-12-31', 2), (900001, 7003, '2019-12-31', 2);
select is(delete_leavers_check_ins(0, 0, 1, '2020-01-31 00:00+00')::text, '(1,0,0,900001,7002)', 'a page at a time');
select is(delete_leavers_check_ins(900001, 7002, 2, '2020-01-31 00:00+00')::text, '(1,0,0,,)', 'each behind the one before');

select is(check_in_month_start('2026-11-01'), '2026-11-02', 'a month begins with the week that has its first Thursday');
select is(check_in_month_start('2026-10-01'), '2026-09-28', 'which may begin in the month before');

-- A company that begins to check in within a month: the weeks before are never due, and its first month does not wait for them.
insert into mood_entry (team_space_id, member_id, on_date, score) values (900001, 7001, '2020-03-20', 3);
create function pg_temp.decide(grain text, start date) returns text language sql as $$
    select outcome from release_check_ins(900001, grain, start, '2020-06-01')
$$;
select is(pg_temp.decide('month', '2020-03-01'), 'weeks_first', 'a month waits for its weeks');
select is(pg_temp.decide('week', '2020-03-16'), 'ok', 'the week of the first check-in is decided');
select is(pg_temp.decide('month', '2020-03-01'), 'weeks_first', 'the month waits for the weeks after it as well');
select is(pg_temp.decide('week', '2020-03-23') || ' ' || pg_temp.decide('month', '2020-03-01'), 'ok ok',
          'but not for those before anybody checked in');
select * from finish();
rollback;
