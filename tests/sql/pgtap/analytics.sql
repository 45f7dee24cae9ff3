-- What groups show of recognition: counted once, withheld where few stand behind it.
begin;
\ir company.inc
select plan(34);
-- Left: 7001 leads 7002, 7003 and 7005, all in department 7001; 7101 is in none. Below it lies a small one.
insert into department (team_space_id, id, name, parent_id) overriding system value
values (900001, 7002, 'small', 7001), (900001, 7003, 'large', 7001);
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
select 900001, 7200 + n, 'more ' || n, 'more' || n || '@example.org', case when n <= 2 then 7002 else 7003 end, 'active'
from generate_series(1, 8) as n;
-- Right: six people.
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
values (900002, 7200, 'sixth', 'sixth@example.org', 7001, 'active');
-- People on leave are for analytics_groups.sql to try.
update member set status = 'active' where team_space_id in (900001, 900002) and status = 'on_leave';
update team_space set status = 'suspended' where id not in (900001, 900002);
delete from analytics_unit;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
values (900001, 1, 7001, 7001, '고맙습니다 정말로', 2, 'public', 'api', now()), (900001, 2, 7002, 7001, '고맙습니다 정말로', 1, 'private', 'api', now()),
       (900001, 3, 7003, 7001, '고맙습니다 정말로', 1, 'anonymous', 'api', now()), (900001, 4, 7003, 7001, '고맙습니다 정말로', 5, 'public', 'api', now() - interval '2 years'),
       (900001, 5, 7005, 7001, '고맙습니다 정말로', 9, 'public', 'api', now());
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
select 900002, id, giver, 7001, '고맙습니다 정말로', 1, 'public', 'api', now() from (values (11, 7001), (12, 7003), (13, 7102)) as given(id, giver);
update kudos set voided_at = now(), voided_by = 7005 where team_space_id = 900001 and id = 5;
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select 900001, kudos.id, recipient, 1, kudos.points, kudos.created_at
from kudos join (values (1, 7002), (1, 7201), (2, 7001), (3, 7001), (4, 7001), (5, 7001)) as given(kudos_id, recipient) on given.kudos_id = kudos.id
where kudos.team_space_id = 900001;
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select 900002, kudos_id, recipient, 1, 1, now() from (values (11, 7002), (12, 7005), (13, 7001)) as given(kudos_id, recipient);
delete from recognition_edge where team_space_id in (900001, 900002);
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select team_space_id, giver_id, month, receiver_id, gifts, points from recognition_edge_recount where team_space_id in (900001, 900002);

set local role gracy_app;
create function pg_temp.roll() returns int language plpgsql as $$
declare steps int := 0;
begin
    while gracy.roll_up_activity(3) loop steps := steps + 1; end loop;
    return steps;
end $$;
select cmp_ok(pg_temp.roll(), '>', 100, 'the roll-up goes on in small steps until nothing is left');
select is(roll_up_activity(3), false, 'and then rests');

create function pg_temp.month(kind text, id bigint, start date default date_trunc('month', now() at time zone 'Asia/Seoul')::date, space bigint default 900001) returns text
language sql as $$
    select concat_ws(' ', members, coalesce(withheld, '-'), gifts, points, coalesce(givers::text, '?'), coalesce(receivers::text, '?'), coalesce(participation::text, '?'), cross_gifts, pairs, mutual_pairs,
                     coalesce(isolated::text, '?'))
    from group_activity where team_space_id = space and group_kind = kind and group_id = id and grain = 'month' and period_start = start
$$;
select is(pg_temp.month('team_space', 0), '13 - 2 4 1 2 20 1 2 0 ?', 'gifts that everybody sees; the voided one never was');
select is((select public_given || ' ' || public_points from member_activity where team_space_id = 900001 and grain = 'month' and member_id = 7001
           and period_start = date_trunc('month', now() at time zone 'Asia/Seoul')::date), '2 4', 'a gift to two is two gifts');
select is((select count(*)::int from member_activity where team_space_id = 900001 and grain = 'month' and member_id in (7002, 7003) and public_given > 0
           and period_start = date_trunc('month', now() at time zone 'Asia/Seoul')::date), 0, 'a private one, and an anonymous one, is given by nobody');
select is(pg_temp.month('department', 7002), '2 too_few ? ? ? ?', 'of a department of two nothing is told');
select is(pg_temp.month('department', 7001), '11 complement ? ? ? ?', 'nor of the one around it: the two who are not in there would be what is left of everybody');
select matches(pg_temp.month('department', 7003), '^6 - ', 'of the large one beside it all is told');
select is(pg_temp.month('team_space', 0, date_trunc('month', now() at time zone 'America/New_York')::date, 900002), '6 - 3 3 ? ? ? 1 3 0 ?',
          'when five of six took part, neither how many that is nor that one did not is told; nor how many gave when three did not');
select matches(pg_temp.month('subtree', 7001), '^3 too_few', 'a manager is not one of the subtree');
select is((select gifts from group_value_activity where team_space_id = 900001 and group_kind = 'team_space' and grain = 'month'
           and period_start = date_trunc('month', now() at time zone 'Asia/Seoul')::date), 2, 'values count what was received');
select is((select count(*)::int from group_value_activity where team_space_id = 900001 and group_kind = 'department' and group_id in (7001, 7002)), 0,
          'and nothing where it is withheld');
select is(pg_temp.month('team_space', 0, (date_trunc('month', now() at time zone 'Asia/Seoul') - interval '24 months')::date), '13 - 1 5 1 1 15 0 1 0 ?', 'history is rolled up too');
select ok((select bool_and(final) from analytics_unit where team_space_id = 900001 and grain = 'month' and period_start < now() - interval '40 days'), 'and is final');
select ok((select not bool_or(final) from analytics_unit where team_space_id = 900001 and period_start = date_trunc(grain, now() at time zone 'Asia/Seoul')), 'what runs is not');
select is((select max(gifts) from group_activity where team_space_id = 900002), 3, 'the other team space has nothing of it');

reset role;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
values (900001, 6, 7101, 7001, '오늘도 고맙습니다', 3, 'public', 'api', now());
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at) values (900001, 6, 7202, 1, 3, now());
update analytics_unit set rolled_at = now() - interval '6 minutes' where not final;
set local role gracy_app;
select cmp_ok(pg_temp.roll(), '>', 0, 'five minutes later it is rolled up again');
select matches(pg_temp.month('team_space', 0), '^13 - 3 7 2 3 35 ', 'today''s increment is in it');
select is((select count(*)::int from member_activity where team_space_id = 900001 and grain = 'month' and period_start = date_trunc('month', now() at time zone 'Asia/Seoul')::date),
          5, 'each member is counted once however often that is done');

-- For weeks no worker ran.
reset role;
delete from analytics_unit where team_space_id = 900001 and grain = 'week' and period_start between now() - interval '40 days' and now() + interval '1 day';
set local role gracy_app;
select pg_temp.roll() \g /dev/null
select is((select count(*)::int from analytics_unit where team_space_id = 900001 and grain = 'week'),
          (select (max(period_start) - min(period_start)) / 7 + 1 from analytics_unit where team_space_id = 900001 and grain = 'week'), 'weeks in which no worker ran are opened when one does');
select ok((select bool_and(rolled_at is not null) from analytics_unit where team_space_id = 900001), 'and rolled up');

-- A gift of long ago is taken back.
create function pg_temp.long_ago() returns date language sql as $$ select (date_trunc('month', now() at time zone 'Asia/Seoul') - interval '24 months')::date $$;
select is((select outcome from void_kudos(900001, 7001, 4, 0, 'a mistake', 'r')), 'ok', 'a gift of a period that was final is taken back');
select is((select count(*)::int from analytics_reopening where team_space_id = 900001 and period_start < pg_temp.long_ago() + 40), 2, 'its week and its month are to be opened again');
select pg_temp.roll() \g /dev/null
select is(pg_temp.month('team_space', 0, pg_temp.long_ago()), '13 - 0 0 0 0 0 0 0 0 ?', 'and forget it');
select ok((select bool_and(final) from analytics_unit where team_space_id = 900001 and period_start < now() - interval '40 days'), 'and are final again');
select ok(void_kudos(900001, 7001, 6, 0, 'a mistake', 'r') is not null
          and not exists (select from analytics_reopening where team_space_id = 900001),
          'what runs is rolled up again anyway, and is not waited for');

reset role;
update member set status = 'left' where team_space_id = 900001 and id between 7200 and 7300;
update analytics_unit set rolled_at = now() - interval '6 minutes' where not final;
set local role gracy_app;
select pg_temp.roll();
select matches(pg_temp.month('team_space', 0), '^5 - ', 'groups are who works here now');

-- Groups of a month that is over are who worked here then.
reset role;
update member set left_on = pg_temp.long_ago() + 40 where team_space_id = 900001 and id between 7200 and 7300;
update member set hired_on = pg_temp.long_ago() + 40 where team_space_id = 900001 and id = 7101;
update analytics_unit set rolled_at = now() - interval '6 minutes' where not final;
update analytics_unit set rolled_at = null, final = false where team_space_id = 900001 and grain = 'month' and period_start = pg_temp.long_ago();
create function pg_temp.running_first() returns bool language plpgsql as $$
begin
    for step in 1 .. (select count(*) from analytics_unit unit where not final and period_end(unit.grain, unit.period_start) + 1 >= now()::date) loop
        perform roll_up_activity(1000);
    end loop;
    return (select bool_and(rolled_at is null) from analytics_unit where team_space_id = 900001 and period_start = pg_temp.long_ago() and grain = 'month')
           and (select bool_and(rolled_at = now()) from analytics_unit where period_start = date_trunc(grain, now() at time zone 'Asia/Seoul')::date);
end $$;
set local role gracy_app;
select ok(pg_temp.running_first(), 'what runs is rolled up before what is over, however long that has waited');
select pg_temp.roll() \g /dev/null
select matches(pg_temp.month('team_space', 0, pg_temp.long_ago()), '^12 - 0 0 0 0', 'who has left since is in it, who came since is not');
select matches(pg_temp.month('team_space', 0), '^5 - ', 'and the running one is as it was');
select ok((select bool_and(participants is null) from group_activity where team_space_id in (900001, 900002)), 'how many took part is written down nowhere');

-- A gift of the first of May, 03:00 in Seoul; then the team space moves to New York, where that was April.
reset role;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
values (900001, 21, 7001, 7001, '고맙습니다 정말로', 2, 'public', 'api', '2020-05-01 03:00+09');
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at) values (900001, 21, 7002, 1, 2, '2020-05-01 03:00+09');
update team_space set tz = 'America/New_York' where id = 900001;
set local role gracy_app;
do $$ begin
    perform roll_up_members(900001, 'month', month, 0, 1000), roll_up_groups(900001, 'month', month) from unnest('{2020-04-01,2020-05-01}'::date[]) as month;
end $$;
select is((select string_agg(concat_ws('/', period_start, member_id, public_given, public_received), ' ' order by member_id) from member_activity
           where team_space_id = 900001 and grain = 'month' and period_start in ('2020-04-01', '2020-05-01')), '2020-05-01/7001/1/0 2020-05-01/7002/0/1',
          'a gift counts where it was counted, whatever the clock is by now');
select is((select gifts from group_activity where team_space_id = 900001 and grain = 'month' and group_kind = 'team_space' and period_start = '2020-05-01'), 1, 'once');
select is((select array_agg(period_start) from group_value_activity where team_space_id = 900001 and grain = 'month' and group_kind = 'team_space'
           and period_start in ('2020-04-01', '2020-05-01')), '{2020-05-01}', 'for its value, too');
select * from finish();
rollback;
