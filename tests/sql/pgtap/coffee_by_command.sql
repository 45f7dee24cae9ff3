-- /coffee is about the program in which somebody takes part, and says whom they meet; the form sets all of it at once.
begin;
\ir company.inc
select plan(37);
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
select space, program.id, program.name, 'weekly', 3, '12:30', '2026-01-01'
from unnest(array[900001, 900002]) as space, (values (7001, 'Lunch'), (7002, 'Tea'), (7003, 'Walk')) as program(id, name);
insert into coffee_participant (team_space_id, program_id, member_id, status, pause_reason)
values (900001, 7002, 7002, 'joined', null), (900001, 7003, 7002, 'paused', 'own'), (900002, 7001, 7002, 'joined', null);
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at) overriding system value
select space, 7001, 7002, 1, now() - interval '1 day', 1, 4, 2, 0, 0, now() + interval '7 days' from unnest(array[900001, 900002]) as space
union all
select space, 7002, 7002, 2, now() + interval '1 day', 1, 4, 2, 0, 0, now() + interval '7 days' from unnest(array[900001, 900002]) as space;
insert into coffee_group (team_space_id, round_id, no) select space, round, 1 from unnest(array[900001, 900002]) as space, unnest(array[7001, 7002]) as round;
insert into coffee_seat (team_space_id, round_id, member_id, group_no)
select space, 7001, member, 1 from unnest(array[900001, 900002]) as space, unnest(array[7002, 7003, 7004]) as member
union all select 900001, 7002, member, 1 from unnest(array[7002, 7001]) as member;
set local role gracy_app;
create function pg_temp.coffee(step text, days int default null, program text default null) returns text language sql as $$
    select concat_ws(' ', outcome, program, status, paused_until - (now() at time zone 'Asia/Seoul')::date, partners::text)
    from coffee_by_command('T0LEFT', null, 'U7002', step, days, program)
$$;
select is(pg_temp.coffee('status'), 'ok Tea joined {박철수}', 'about that in which they take part, with whom they meet now');
select is(pg_temp.coffee('pause', 3), 'ok Tea paused 3 {박철수}', 'a pause in days');
select is(pg_temp.coffee('join', null, 'tea'), 'ok Tea joined {박철수}', 'by name it is the one that is named');
select is(pg_temp.coffee('join'), 'ok Walk joined {}', 'who comes back does so where they pause');
select is(pg_temp.coffee('join', null, 'Swim'), 'unknown_program {}', 'or nowhere');
select is((select outcome || status || (paused_until - (now() at time zone 'Asia/Seoul')::date) from coffee_from_slack('T0LEFT', null, 'U7002', 'pause', 2, 'Walk')), 'okpaused14', 'a server of before pauses for weeks');
select is((select outcome || program from coffee_by_command('T0LEFT', null, 'U7003', 'status', null, null)), 'okLunch', 'who takes part in none sees the oldest');
select is((coffee_by_command('T0NOWHERE', null, 'U7002', 'status', null, null)).outcome, 'unknown_workspace', 'a workspace is known');

-- The notice that says it pauses.
update coffee_seat set asked_at = now() where team_space_id = 900001 and round_id = 7001;
update coffee_participant set silent_rounds = 2, acted_at = now() - interval '1 day', status = 'joined', paused_until = null, pause_reason = null where team_space_id = 900001 and program_id = 7002;
update coffee_round set state = 'asked', follow_up_at = now() where team_space_id = 900001 and id = 7001;
select is(follow_up_coffee_round(900001, 7001), 'settled', 'three times nothing was said');
select ok((select text_ko like '%`/coffee 재개 Tea`%' and text_en like '%`/coffee resume Tea`%' from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'coffee.paused'), 'the command names the program where there are several');

-- The form.
create function pg_temp.own() returns text language sql as $$
    select concat_ws(' ', outcome, programs::text, statuses::text, other_ids::text, others::text) from own_coffee('T0LEFT', null, 'U7002')
$$;
create function pg_temp.set(programs bigint[], statuses text[], until text[], others bigint[]) returns text language sql as $$
    select concat_ws(' ', outcome, subject) from set_own_coffee('T0LEFT', null, 'U7002', programs, statuses, until, others)
$$;
select is(pg_temp.own(), 'ok {Tea,Walk,Lunch} {paused,paused,out} {} {}', 'those in which they take part come first');
select is(pg_temp.set('{7001,7002,7003}', '{joined,joined,out}', '{"","",""}', '{7003}'), 'ok', 'all of it is set');
select is(pg_temp.own(), 'ok {Lunch,Tea,Walk} {joined,joined,out} {7003} {박철수}', 'and so');
select is(pg_temp.set('{7001}', '{paused}', array[(now() at time zone 'Asia/Seoul')::date::text], '{7001}'), 'in_the_past 7001', 'a pause ends on a day to come');
select is(pg_temp.own(), 'ok {Lunch,Tea,Walk} {joined,joined,out} {7003} {박철수}', 'else nothing is set');
select is(pg_temp.set('{7001}', '{joined}', '{""}', '{7002}'), 'self', 'nobody keeps away from themselves');
select is(pg_temp.set('{7001}', '{joined}', '{""}', '{7102}'), 'unknown_member', 'nor from who is in another team space');
select is(pg_temp.set('{7009}', '{joined}', '{""}', '{}'), 'unknown_program', 'nor in a program that is none');
select is(pg_temp.set('{7001}', '{joined}', '{""}', array(select generate_series(1, 101)::bigint)), 'too_many_exclusions', 'nor from everybody');
select is(pg_temp.set('{7001}', '{paused}', '{2100-01-01}', '{7001,7003}'), 'ok', 'until a day');
select is((select paused_until::text from coffee_participant where team_space_id = 900001 and member_id = 7002 and program_id = 7001), '2100-01-01', 'that is said');
select is((select array_agg(other_id order by other_id)::text from coffee_exclusion where team_space_id = 900001 and member_id = 7002), '{7001,7003}', 'from more people');
select is((select acted_at from coffee_participant where team_space_id = 900001 and member_id = 7002 and program_id = 7002) is not null, true, 'one more');
select is(pg_temp.set('{7001}', '{paused}', '{2100-01-01}', '{}'), 'ok', 'and from nobody');
select is((select count(*)::int from coffee_exclusion where team_space_id = 900001 and member_id = 7002), 0, 'again');
select is((set_own_coffee('T0RIGHT', null, 'U7002', '{7001}', '{out}', '{""}', '{}')).outcome, 'ok', 'elsewhere it is another');
select is((select count(*)::int from coffee_participant where team_space_id = 900001 and member_id = 7002), 2, 'so that this one stays');
select is((own_coffee('T0LEFT', null, 'U7009')).outcome, 'not_member', 'a stranger has none');
select is((set_own_coffee('T0NOWHERE', null, 'U7002', '{}', '{}', '{}', '{}')).outcome, 'unknown_workspace', 'nor sets any');

-- Who is asked how a day was at an hour of their own.
reset role;
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
update member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and extract(hour from now() at time zone name)::int = 5 limit 1), status = case when id in (7002, 7003) then 'active' else status end
where team_space_id = 900001 and id in (7002, 7003);
update member set status = 'on_leave' where team_space_id = 900001 and status = 'active' and id not in (7002, 7003);
delete from holiday where team_space_id = 900001;
insert into check_in_preference (team_space_id, member_id, asked, weekdays, at_minute) select 900001, member, true, '{1,2,3,4,5,6,7}', 300 from unnest(array[7002, 7003]) as member;
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until) values (900001, 7003, '21:00', '08:00');
delete from slack_message where team_space_id = 900001;
set local role gracy_app;
select is((select asked from ask_for_check_ins(900001, 0, 100, '{"ko": {"text": "오늘 {date}"}, "en": {"text": "today {date}"}}')), 1, 'before the night of everybody ends');
select is((select channel from slack_message where team_space_id = 900001), 'U7002', 'but not in a night of their own');
select is((select asked from ask_for_check_ins(900001, 0, 100, '{"ko": {"text": "오늘 {date}"}, "en": {"text": "today {date}"}}')), 0, 'once');
insert into quiet_hours (team_space_id, member_id, paused_until) values (900001, 7002, now() + interval '1 day');
select ok(may_be_told_at(900001, 7002, 'U7002', true, false) >= now() + interval '1 day', 'nor in a pause');
select ok(may_be_told_at(900001, 7003, 'U7003') > now(), 'what can wait waits for the morning');
select ok(may_be_told_at(900001, 7003, 'U7003', true, false) <= now(), 'unless it does not wait for the quiet hours');
insert into slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, due_at)
select 900001, 'T0LEFT', 'chat.postMessage', 'U7003', '{}', 'notice/7003/test ' || n, now() from generate_series(1, 3) as n;
select ok(may_be_told_at(900001, 7003, 'U7003', true, false) > now(), 'nor for the three of a day');
select ok(may_be_told_at(900001, 7003, 'U7003', false, false) <= now(), 'which do not hold for all');
select * from finish();
rollback;
