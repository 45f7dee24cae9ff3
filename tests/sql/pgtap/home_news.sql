-- What App Home says of today, to each their own.
begin;
\ir company.inc
select plan(10);
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
values (900001, 7001, '점심', 'weekly', 3, '12:30', now()::date - 60);
update coffee_program set next_round_at = '2099-01-05 03:30Z', prepare_at = '2099-01-05 00:00Z' where team_space_id = 900001 and id = 7001;
insert into coffee_participant (team_space_id, program_id, member_id, status, pause_reason)
values (900001, 7001, 7002, 'joined', null), (900001, 7001, 7003, 'paused', 'own');
update member set celebrates_birthday = id <> 7003 where team_space_id = 900001 and id in (7001, 7003, 7004);
delete from celebration_occurrence where team_space_id in (900001, 900002);
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on)
select 900001, member, 'birthday', (now() at time zone 'Asia/Seoul')::date, (now() at time zone 'Asia/Seoul')::date from unnest(array[7001, 7003, 7004]) as member;
insert into leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
select 900001, member, 'received', 'month', leaderboard_start('month', (now() at time zone 'Asia/Seoul')::date), points, 1, true
from (values (7002, 5), (7003, 9)) as received(member, points);
set local role gracy_app;
create function pg_temp.news(who text) returns text language sql as $$
    select concat_ws('|', place, coffee, coffee_at, celebrated) from home_news('T0LEFT', null, who)
$$;
select is(pg_temp.news('U7002'), '2|점심|2099년 1월 5일 (월) 오후 12:30|{김민수}', 'place, coffee, and whom to celebrate who likes it');
select is(pg_temp.news('U7003'), '1|{김민수}', 'no coffee for who pauses');
select is(pg_temp.news('U7001'), '{김민수}', 'no place for who has received nothing');
select is(pg_temp.news('U7004'), null, 'nothing for who has left');
select is((select concat_ws('|', place, coffee, celebrated) from home_news('T0RIGHT', null, 'U7002')), '{}', 'nothing of another company');
reset role;
update recognition_policy set leaderboards = false where team_space_id = 900001;
set local role gracy_app;
select is((select place from home_news('T0LEFT', null, 'U7002')), null, 'no place where nobody has one');

-- More than are named.
reset role;
insert into department (team_space_id, id, name) overriding system value values (900001, 7002, 'another');
insert into team (team_space_id, id, name) overriding system value values (900001, 7001, 'a team');
insert into member (team_space_id, id, name, email, department_id, status, celebrates_birthday) overriding system value
select 900001, 7300 + no, '동료' || no, 'colleague' || no || '@example.org', case when no = 6 then 7001 else 7002 end, 'active', true
from generate_series(1, 6) as no;
insert into team_member (team_space_id, team_id, member_id) values (900001, 7001, 7002), (900001, 7001, 7305);
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on)
select 900001, 7300 + no, 'birthday', (now() at time zone 'Asia/Seoul')::date, (now() at time zone 'Asia/Seoul')::date from generate_series(1, 6) as no;
set local role gracy_app;
select is((select celebrated from home_news('T0LEFT', null, 'U7002', 5)), '{동료5,김민수,동료6,동료1,동료2}',
          'those of the reader''s teams are named first, then those of their department');
select is((select celebrated_count from home_news('T0LEFT', null, 'U7002', 5)), 7, 'and all are counted');
select is((select concat_ws('|', celebrated, celebrated_count) from home_news('T0RIGHT', null, 'U7002', 5)), '{}|0', 'nobody where there is nobody');
select is((select cardinality(celebrated) from home_news('T0LEFT', null, 'U7002')), 5, 'the release before names five');
select * from finish();
rollback;
