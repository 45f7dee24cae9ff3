-- Questions for HR: sent once, answered once, and heard of by whom they concern.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7002, 'admin'), (900001, 7002, 'owner'), (900001, 7003, 'announcer'), (900002, 7003, 'admin');
set local role gracy_app;
select plan(32);
create function pg_temp.opened(p_member bigint, p_question bigint default null, key text default null) returns text language sql as $$
    select outcome from open_ticket(900001, p_member, 'May I divide my leave?', p_question, key, '\x01')
$$;
create temporary table asked as select id from ask_assistant(900001, 7001, 'How many days?', 'en', null, null);
select is(pg_temp.opened(7001, (select id from asked), 'k'), 'ok', 'a ticket is opened');
select is(pg_temp.opened(7001, (select id from asked), 'k'), 'replayed', 'once for a key');
select is(pg_temp.opened(7003, (select id from asked), 'other'), 'unknown_question', 'about a question of one''s own');
select is(pg_temp.opened(7003, null, 'other'), 'ok', 'or about none: a refusal keeps no key');
select is((select array_agg(distinct member_id) from member_notice where team_space_id = 900001 and kind = 'ticket.opened'), array[7002::bigint],
          'those who administer people are told, each once');
select is((select count(*) from member_notice where team_space_id = 900001 and kind = 'ticket.opened'), 2::bigint, 'of each ticket');
select ok(not exists (select from member_notice where team_space_id = 900001 and text_en like '%leave%'), 'and not what it says');

create temporary table ticket as select id from hr_ticket where team_space_id = 900001 and member_id = 7001;
select is((select settle_ticket(900002, 7003, id, 'No.', 'r') from ticket), 'not_found', 'another team space''s HR has nothing to say');
select is((select correct_ticket(900001, 7002, id, 'Yes, once.', 'r') from ticket), 'not_answered', 'nor is there anything to correct yet');
select is((select settle_ticket(900001, 7002, id, 'Yes, once.', 'r') from ticket), 'ok', 'HR answers');
select is((select settle_ticket(900001, 7002, id, 'Yes, once.', 'r') from ticket), 'ok', 'the same again is nothing new');
select is((select settle_ticket(900001, 7002, id, 'No.', 'r') from ticket), 'settled', 'another answer is too late');
select is((select settle_ticket(900001, 7002, id, null, 'r') from ticket), 'settled', 'and so is closing it');
select is((select correct_ticket(900002, 7003, id, 'No.', 'r') from ticket), 'not_found', 'another team space''s HR corrects nothing');
select is((select concat_ws(' ', correct_ticket(900001, 7002, id, 'Yes, twice.', 'r'), correct_ticket(900001, 7002, id, 'Yes, twice.', 'r')) from ticket), 'ok ok', 'a wrong answer is corrected');
select is((select array_agg(text_en order by id) from member_notice where team_space_id = 900001 and member_id = 7001),
          array['HR has answered your question “May I divide my leave?”: Yes, once.',
                'HR has corrected its answer to your question “May I divide my leave?”: Yes, twice.'], 'who asked is told of each once');
select is((select count(*) from audit_log where team_space_id = 900001 and action = 'ticket.correct'), 1::bigint, 'which is audited');
select is((select count(*) from audit_log where team_space_id = 900001 and action = 'ticket.answer'), 1::bigint, 'and so is the audit log');
select is((select settle_ticket(900001, 7002, id, null, 'r') from hr_ticket where team_space_id = 900001 and member_id = 7003), 'ok', 'another is closed');
select ok((select text_ko like '%종료%' from member_notice where team_space_id = 900001 and member_id = 7003), 'and its author told');

delete from assistant_question where team_space_id = 900001;
select is((select count(*) from hr_ticket where team_space_id = 900001 and member_id = 7001 and question_id is null), 1::bigint, 'a ticket outlives its question');
select is((select array_agg(outcome order by n) from generate_series(1, 21) as n, lateral open_ticket(900001, 7001, 'again ' || n, null, null, null)),
          array_fill('ok'::text, array[20]) || array['too_many_tickets'], 'twenty open ones are enough');
select is((select withdraw_ticket(900001, 7003, id) from hr_ticket where team_space_id = 900001 and member_id = 7001 and state = 'open' limit 1),
          'not_found', 'nobody withdraws another''s');
select is((select withdraw_ticket(900001, 7001, id) from ticket), 'settled', 'nor what was answered');
select is((select withdraw_ticket(900001, 7001, max(id)) from hr_ticket where team_space_id = 900001 and member_id = 7001), 'ok', 'what is open is withdrawn');
select is((select count(*) from hr_ticket where team_space_id = 900001 and member_id = 7001 and state = 'open'), 19::bigint, 'and gone');
select is(pg_temp.opened(7001), 'ok', 'so that another may be opened');
update hr_ticket set handled_at = now() - interval '13 months' where team_space_id = 900001 and handled_at is not null;
select is(purge_tickets(1000), 2::bigint, 'what was settled goes after a year');
select is((select count(*) from hr_ticket where team_space_id = 900001 and state <> 'open'), 0::bigint, 'all of it');
-- From Slack.
create function pg_temp.sent(user_id text, text text, team text default 'T0LEFT') returns text language sql as $$
    select outcome from open_ticket_from_slack(team, null, user_id, $2, 1, 'V1', '\x01')
$$;
select is(array[pg_temp.sent('U7002', ''), pg_temp.sent('U7002', repeat('가', 2001)), pg_temp.sent('UBOT', 'x'), pg_temp.sent('U7001', 'x')],
          array['no_text', 'text_too_long', 'not_member', 'too_many_tickets'], 'what is refused says why');
select is(array[pg_temp.sent('U7002', 'x'), pg_temp.sent('U7002', 'x')], array['ok', 'replayed'], 'a view is submitted once');
select is((select question from prepare_ticket_form('T0LEFT', null, 'U7002', (select id from asked))), null, 'and nobody is shown what another has asked');
select * from finish();
rollback;
