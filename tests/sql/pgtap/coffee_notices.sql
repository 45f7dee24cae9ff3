-- Coffee where there is no Slack, or nobody who tells it: people hear whom they meet, and nobody is silent who was not asked.
begin;
\ir company.inc
select plan(43);
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on, next_round_at, prepare_at) overriding system value
values (900001, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01', date_trunc('minute', now()), now());
insert into coffee_participant (team_space_id, program_id, member_id, silent_rounds, acted_at)
select 900001, 7001, id, 2, now() - interval '30 days' from unnest(array[7001, 7002, 7003]) as id;
-- Rounds of the other companies of this database are told by now.
update coffee_group set introduce_at = null where introduce_at is not null;
update coffee_seat set ask_at = null where ask_at is not null;
set local role gracy_app;
create temporary table made as
select (store_coffee_round(900001, 7001, date_trunc('minute', now()), 1, '{7001,7002,7003}', '{0,1,1}', 0)).round_id as id;
create function pg_temp.told(wanted text) returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from member_notice where team_space_id = 900001 and kind = wanted
$$;
select is((select left_out_ids from coffee_round where team_space_id = 900001 and id = (select id from made)), '{7001}', 'who could not be seated is known');
select is(tell_left_out(10), 1, 'and told');
select is(pg_temp.told('coffee.left_out'), '{7001}', 'they alone');
select is(tell_left_out(10), 0, 'once');

select is(introduce_by_notice(10), 0, 'where there is Slack, it is left to Slack');
select is(follow_up_coffee_round(900001, (select id from made)), null, 'nothing is asked yet');
reset role;
update coffee_round set follow_up_at = now() where team_space_id = 900001 and id = (select id from made);
set local role gracy_app;
select is(follow_up_coffee_round(900001, (select id from made)), 'asked', 'five business days later');
select is(ask_by_notice(10), 0, 'questions are left to Slack, too');
reset role;
update coffee_round set follow_up_at = now() where team_space_id = 900001 and id = (select id from made);
update coffee_seat set asked_at = now() + interval '1 second' where team_space_id = 900001 and round_id = (select id from made);
savepoint unasked;
set local role gracy_app;
select is(follow_up_coffee_round(900001, (select id from made)), 'settled', 'when Slack was not told for a week');
select is((select array_agg(silent_rounds::int order by member_id) from coffee_participant where team_space_id = 900001 and program_id = 7001), '{2,2,2}',
          'nobody was silent');
reset role;
rollback to unasked;

update slack_installation set status = 'revoked' where team_space_id = 900001;
set local role gracy_app;
select is(introduce_by_notice(10), 1, 'without Slack people are told whom they meet');
select is(pg_temp.told('coffee.introduced'), '{7002,7003}', 'each of them');
select is(ask_by_notice(10), 2, 'and asked whether they did');
select is(pg_temp.told('coffee.asked'), '{7002,7003}', 'in the product');
select is(introduce_by_notice(10) + ask_by_notice(10), 0, 'once');
reset role;
savepoint unanswered;
update coffee_participant set status = 'paused', pause_reason = 'own', paused_until = '2099-01-01' where team_space_id = 900001 and program_id = 7001 and member_id = 7002;
update member set status = 'on_leave' where team_space_id = 900001 and id = 7003;
delete from member_notice where team_space_id = 900001;
set local role gracy_app;
select is(follow_up_coffee_round(900001, (select id from made)), 'settled', 'a week later');
select results_eq($$ select member_id, silent_rounds::int, concat_ws(' ', status, pause_reason, paused_until) from coffee_participant
                     where team_space_id = 900001 and program_id = 7001 and member_id in (7002, 7003) order by member_id $$,
                  $$ values (7002::bigint, 2, 'paused own 2099-01-01'), (7003, 2, 'joined') $$, 'who pauses until a day of their own, or is on leave, is not silent, and keeps what they said');
select is(pg_temp.told('coffee.paused'), null, 'and hears nothing');
reset role;
rollback to unanswered;
update member set status = 'left' where team_space_id = 900001 and id = 7003;
delete from member_notice where team_space_id = 900001;
set local role gracy_app;
select is(follow_up_coffee_round(900001, (select id from made)), 'settled', 'a week later, when the other has left');
select is((select concat_ws(' ', status, silent_rounds) from coffee_participant where team_space_id = 900001 and program_id = 7001 and member_id = 7002),
          'joined 2', 'who could not have met anybody was not silent');
select is(pg_temp.told('coffee.paused'), null, 'and does not pause');
reset role;
rollback to unanswered;
-- Both sat in the round because their pause was over on its day; one has paused again since.
update coffee_participant set status = 'paused', pause_reason = 'own', paused_until = (now() at time zone 'Asia/Seoul')::date
where team_space_id = 900001 and program_id = 7001 and member_id = 7002;
update coffee_participant set status = 'paused', pause_reason = 'own', paused_until = (now() at time zone 'Asia/Seoul')::date + 1
where team_space_id = 900001 and program_id = 7001 and member_id = 7003;
set local role gracy_app;
select is(follow_up_coffee_round(900001, (select id from made)), 'settled', 'a week later, when a pause was over');
select is(coffee_participation(900001, 7002, 7001)::text, '(paused,,silent,3)', 'who was silent after a pause pauses as anybody does');
select is((select concat_ws(' ', pause_reason, silent_rounds) from coffee_participant where team_space_id = 900001 and program_id = 7001 and member_id = 7003),
          'own 2', 'who still pauses was not silent');
reset role;
rollback to unanswered;
set local role gracy_app;
select is(close_coffee_program(900001, 7001, 7001, 0, null), 'ok', 'its program ends');
select is(follow_up_coffee_round(900001, (select id from made)), 'settled', 'a week later, when it has ended');
select is((select array_agg(member_id) from coffee_participant where team_space_id = 900001 and program_id = 7001 and status = 'paused'), null,
          'nobody pauses what there is no more');
select is(pg_temp.told('coffee.paused'), null, 'nor is told so');
reset role;
rollback to unanswered;
set local role gracy_app;
select is(follow_up_coffee_round(900001, (select id from made)), 'settled', 'a week later, when neither is so');
select is((select array_agg(member_id order by member_id) from coffee_participant where team_space_id = 900001 and program_id = 7001 and status = 'paused'),
          '{7002,7003}', 'who was asked and never answered pauses');

-- What is long over.
reset role;
update coffee_group set introduction = 'waiting', introduce_at = now() - interval '8 days' where team_space_id = 900001 and round_id = (select id from made);
set local role gracy_app;
select is(introduce_by_notice(10), 0, 'of a week that is over nobody is told');
select is((select array_agg(distinct introduction) from coffee_group where team_space_id = 900001 and round_id = (select id from made)), '{dropped}', 'at any time');

-- Somebody leaves.
reset role;
update coffee_group set introduction = 'waiting', introduce_at = now() where team_space_id = 900001 and round_id = (select id from made);
update coffee_participant set status = 'joined', pause_reason = null where team_space_id = 900001 and program_id = 7001;
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner');
delete from member_notice where team_space_id = 900001;
savepoint together;
set local role gracy_app;
select is(change_member(900001, 7001, 7003, 0, '{"status": "left"}', 'r'), 'ok', 'one of two leaves before they are told of one another');
select is(introduce_by_notice(10), 0, 'nobody is told whom they meet');
select is(pg_temp.told('coffee.left_out'), '{7002}', 'who is left alone hears that there is nobody');
select is((select array_agg(distinct introduction) from coffee_group where team_space_id = 900001 and round_id = (select id from made)), '{dropped}', 'and the group is no more');
reset role;
rollback to together;
update slack_installation set status = 'active' where team_space_id = 900001;
set local role gracy_app;
select is(change_member(900001, 7001, 7003, 0, '{"status": "left"}', 'r'), 'ok', 'where there is Slack');
select is((select step from introduce_coffee_groups(10) where round_id = (select id from made)), 'dropped', 'as well');
select is(pg_temp.told('coffee.left_out'), '{7002}', 'they hear it');
reset role;
rollback to together;
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at) overriding system value
values (900001, 7009, 7001, 9, now() + interval '10 minutes', 1, 2, 1, 0, 0, now() + interval '7 days');
update coffee_program set prepare_at = now() + interval '7 days', next_round_at = now() + interval '7 days' where team_space_id = 900001 and id = 7001;
set local role gracy_app;
select is(change_member(900001, 7001, 7003, 0, '{"status": "left"}', 'r'), 'ok', 'somebody leaves when a round is made and has not begun');
select is((select count(*)::int from coffee_round where team_space_id = 900001 and id = 7009), 0, 'it is made anew');
select ok((select prepare_at <= now() and next_round_at = now() + interval '10 minutes' from coffee_program where team_space_id = 900001 and id = 7001), 'at once');
reset role;
rollback to together;

-- A pause that is over.
reset role;
update coffee_participant set status = 'paused', pause_reason = 'own', paused_until = (now() at time zone 'Asia/Seoul')::date
where team_space_id = 900001 and program_id = 7001 and member_id = 7001;
set local role gracy_app;
select is(coffee_participation(900001, 7001, 7001)::text, '(joined,,,2)', 'ends on its day');
select * from finish();
rollback;
