-- Whether people met, asked in Slack: once, answered as often as they like, and never in somebody's quiet time.
begin;
\ir company.inc
select plan(25);
update member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where team_space_id in (900001, 900002);
update coffee_seat set ask_at = null where ask_at is not null;
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
values (900001, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01');
insert into coffee_participant (team_space_id, program_id, member_id, silent_rounds, acted_at)
select 900001, 7001, id, 2, now() - interval '30 days' from unnest(array[7001, 7002, 7003]) as id;
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at) overriding system value
values (900001, 7001, 7001, 1, now() - interval '7 days', 1, 3, 1, 0, 0, now());
insert into coffee_group (team_space_id, round_id, no, introduction) values (900001, 7001, 1, 'in_slack');
insert into coffee_seat (team_space_id, round_id, member_id, group_no) select 900001, 7001, id, 1 from unnest(array[7001, 7002, 7003]) as id;
delete from slack_user where team_id = 'T0LEFT' and user_id = 'U7003';
set local role gracy_app;

create function pg_temp.steps() returns table (member_id bigint, step text) language sql as $$
    select next.member_id, next.step from ask_coffee_questions(10) as next order by 1
$$;
create function pg_temp.answer(member bigint, answer text) returns text language sql as $$
    select said.outcome from answer_coffee_from_slack('T0LEFT', null, 'U' || member, 7001, answer) as said
$$;
select is((select count(*)::int from pg_temp.steps()), 0, 'nobody is asked before the time');
select is(follow_up_coffee_round(900001, 7001), 'asked', 'five business days later');
insert into quiet_hours (team_space_id, member_id, paused_until) values (900001, 7002, now() + interval '2 days');
select results_eq('select * from pg_temp.steps()', $$ values (7001::bigint, 'ask'), (7002, 'later'), (7003, 'by_notice') $$,
                  'each is asked where they are, who pauses later');
select results_eq($$ select text_en from member_notice where team_space_id = 900001 and member_id = 7003 and kind = 'coffee.asked' $$,
                  $$ values ('Did you meet Minsu Kim, Younghee Lee for coffee (Lunch)? Please say so in the product.') $$, 'with whom is said');
select ok((select ask_at > now() + interval '47 hours' from coffee_seat where team_space_id = 900001 and round_id = 7001 and member_id = 7002), 'after the pause');
select ok(put_coffee_question(900001, 7001, 7001, 'T0LEFT', 'U7001', '{"text": "met?"}') is not null, 'the question is queued');
select is(put_coffee_question(900001, 7001, 7001, 'T0LEFT', 'U7001', '{"text": "met?"}'), null, 'once');
select is((select count(*)::int from pg_temp.steps()), 0, 'and nothing more is due');

-- Answers.
select is(pg_temp.answer(7001, 'not_yet'), 'ok', 'not yet');
select results_eq($$ select met, answered_at, postponed_at is not null from coffee_seat where team_space_id = 900001 and round_id = 7001 and member_id = 7001 $$,
                  $$ values (null::bool, null::timestamptz, true) $$, 'is no answer');
select is((select silent_rounds::int from coffee_participant where team_space_id = 900001 and program_id = 7001 and member_id = 7001), 0, 'and no silence');
select is(pg_temp.answer(7001, 'yes'), 'ok', 'yes');
select is((select met from coffee_seat where team_space_id = 900001 and round_id = 7001 and member_id = 7001), true, 'they met');
select is(pg_temp.answer(7001, 'no'), 'ok', 'and may say otherwise');
select is((select met from coffee_seat where team_space_id = 900001 and round_id = 7001 and member_id = 7001), false, 'which counts');
select is(pg_temp.answer(7101, 'yes'), 'unknown_round', 'who had no seat has no answer');
select is((select outcome from answer_coffee_from_slack('T0RIGHT', null, 'U7001', 7001, 'yes')), 'unknown_round', 'nor has anybody of another team space');
select is((select outcome from answer_coffee_from_slack('T0NOWHERE', null, 'U7001', 7001, 'yes')), 'unknown_workspace', 'nor of another workspace');

-- A question that Slack would not take is told in the product.
update coffee_seat set ask_at = now(), answered_at = null, met = null where team_space_id = 900001 and member_id = 7001 and round_id = 7001;
select results_eq('select * from pg_temp.steps()', $$ values (7001::bigint, 'by_notice') $$, 'a question that did not arrive becomes a notice');
-- Three messages a day.
update quiet_hours set paused_until = null where team_space_id = 900001 and member_id = 7002;
do $$ begin perform queue_slack_message(900001, 'T0LEFT', 'chat.postMessage', 'U7002', '{"text": "x"}', now(), 'notice/' || n) from generate_series(1, 3) as n; end $$;
update coffee_seat set ask_at = now() where team_space_id = 900001 and member_id = 7002 and round_id = 7001;
select results_eq('select * from pg_temp.steps()', $$ values (7002::bigint, 'later') $$, 'nor more than three messages a day');
select ok((select ask_at > now() + interval '12 hours' from coffee_seat where team_space_id = 900001 and round_id = 7001 and member_id = 7002), 'the next morning');

-- Silence.
reset role;
update coffee_round set follow_up_at = now() where team_space_id = 900001 and id = 7001;
update coffee_seat set asked_at = now() where team_space_id = 900001 and round_id = 7001;
update coffee_participant set acted_at = now() - interval '1 day' where team_space_id = 900001 and program_id = 7001 and member_id <> 7001;
set local role gracy_app;
select is(follow_up_coffee_round(900001, 7001), 'settled', 'a week later');
select is((select array_agg(member_id order by member_id) from coffee_participant where team_space_id = 900001 and program_id = 7001 and status = 'paused'),
          '{7003}', 'who was silent for the third time pauses, and nobody whom the question has not reached');
select is((select count(*)::int from member_notice where team_space_id = 900001 and kind = 'coffee.paused'), 1, 'and hears why');
select is((select count(*)::int from coffee_seat where team_space_id = 900001 and round_id = 7001 and ask_at is not null), 0, 'and nobody is asked any more');
select * from finish();
rollback;
