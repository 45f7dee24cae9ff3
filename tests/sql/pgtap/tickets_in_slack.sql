-- What HR is asked, answered in Slack: by whoever may answer it in the product; and the answer waits for no other day.
begin;
\ir company.inc
select plan(33);
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
update member_notice set tell_at = null where tell_at is not null;
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where id in (900001, 900002);
insert into role_grant (team_space_id, member_id, role)
select space, member, role from unnest(array[900001, 900002]) as space, (values (7001, 'admin'), (7003, 'announcer')) as held(member, role);
set local role gracy_app;
create function pg_temp.last() returns bigint language sql as $$ select max(id) from hr_ticket where team_space_id = 900001 $$;
create function pg_temp.message(member bigint) returns json language sql as $$
    select arguments from slack_message where team_space_id = 900001 and channel = 'U' || member order by id desc limit 1
$$;
create function pg_temp.tell() returns int language sql as $$
    select tell_members(100, null, null, null, '{"ko": {"type": "button", "action_id": "answer_ticket_", "text": {"text": "읽기"}}, "en": {"type": "button", "action_id": "answer_ticket_", "text": {"text": "Read"}}}')
$$;

select is((open_ticket(900001, 7002, '연차는 며칠인가요?', null, 'k1', '\x01')).outcome, 'ok', 'HR is asked');
select is(pg_temp.tell(), 1, 'and told');
select is(pg_temp.message(7001) -> 'blocks' -> 1 -> 'elements' -> 0 ->> 'action_id', 'answer_ticket_' || pg_temp.last(), 'with a button');
select is(pg_temp.message(7001) -> 'blocks' -> 1 -> 'elements' -> 0 ->> 'value', pg_temp.last()::text, 'that says which question');
select ok(pg_temp.message(7001)::text not like '%연차%', 'and not what it is');
select results_eq($$ select outcome, asker, text from ticket_in_slack('T0LEFT', null, 'U7001', pg_temp.last()) $$,
                  $$ values ('ok', '이영희', '연차는 며칠인가요?') $$, 'which an administrator reads');
select results_eq($$ select outcome, text from ticket_in_slack('T0LEFT', null, 'U7002', pg_temp.last()) $$, $$ values ('not_allowed', null::text) $$, 'and nobody else');
select is((ticket_in_slack('T0LEFT', null, 'U7003', pg_temp.last())).outcome, 'not_allowed', 'whatever else they may do');
select is((ticket_in_slack('T0RIGHT', null, 'U7001', pg_temp.last())).outcome, 'not_found', 'nor in another team space');
select is((ticket_in_slack('T0NOWHERE', null, 'U7001', pg_temp.last())).outcome, 'unknown_workspace', 'nor in another workspace');
select is((settle_ticket_from_slack('T0LEFT', null, 'U7003', pg_temp.last(), '15일이에요.', 'r')).outcome, 'not_allowed', 'who may not read it may not answer it');
select is((settle_ticket_from_slack('T0RIGHT', null, 'U7001', pg_temp.last(), '15일이에요.', 'r')).outcome, 'not_found', 'nor from another team space');
select is((settle_ticket_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), repeat('가', 801), 'r')).outcome, 'text_too_long', 'an answer has a length');

-- Three messages were said today.
insert into slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, due_at)
select 900001, 'T0LEFT', 'chat.postMessage', 'U7002', '{}', 'notice/7002/test ' || n, now() from generate_series(1, 3) as n;
select is(notify_member(900001, 7002, 'test.told', 'later', '나중에')::text, '', 'something else happens');
select is((settle_ticket_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), '15일이에요.', 'r')).outcome, 'ok', 'HR answers');
select is(pg_temp.tell(), 1, 'and the member is told');
select ok(pg_temp.message(7002) ->> 'text' like '%15일이에요.', 'at once, of the answer alone');
select ok((select tell_at > now() from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'test.told'), 'what can wait waits');
select is((settle_ticket_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), '16일이에요.', 'r')).outcome, 'settled', 'it is answered once');
select is((ticket_in_slack('T0LEFT', null, 'U7001', pg_temp.last())).answer, '15일이에요.', 'and who looks later reads how');
select is(ticket_buttons(900001, array[pg_temp.last()::text], '{"action_id": "a", "text": {"text": "x"}}'), '[]', 'without a button for it');

-- In the pause of whoever asked nothing is said.
select is((open_ticket(900001, 7002, '다른 질문', null, 'k2', '\x02')).outcome, 'ok', 'another question');
insert into quiet_hours (team_space_id, member_id, paused_until) values (900001, 7002, now() + interval '3 days');
select is((settle_ticket_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), null, 'r')).outcome, 'ok', 'is closed');
select is((settle_ticket_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), null, 'r')).outcome, 'ok', 'once');
select ok((select bool_and(tell_at >= now() + interval '3 days') from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'ticket.closed'), 'and told when the pause is over');

-- HR has had three messages today, and six are asked.
update member_notice set tell_at = null where tell_at is not null;
insert into slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, due_at)
select 900001, 'T0LEFT', 'chat.postMessage', 'U7001', '{}', 'notice/7001/test ' || n, now() from generate_series(1, 3) as n;
select is(notify_member(900001, 7001, 'test.told', 'later', '나중에')::text, '', 'something else happens');
select is((select count(*)::int from generate_series(1, 6) as n, open_ticket(900001, 7002, '질문 ' || n, null, 'six ' || n, int4send(n))
           where outcome = 'ok'), 6, 'six questions are asked');
create function pg_temp.due(told text) returns int language sql as $$
    select count(*)::int from member_notice
    where team_space_id = 900001 and member_id = 7001 and kind = told and tell_at <= now()
$$;
select is(pg_temp.tell(), 1, 'HR is told of them on the same day');
select is(json_array_length(pg_temp.message(7001) -> 'blocks' -> 1 -> 'elements'), 5, 'of as many as have a button');
select is(pg_temp.due('ticket.opened') || '/' || pg_temp.due('test.told'), '1/0', 'the sixth stays due, and what can wait waits');
select is(pg_temp.tell(), 1, 'and is told');
select is(pg_temp.message(7001) -> 'blocks' -> 1 -> 'elements' -> 0 ->> 'value', pg_temp.last()::text, 'with a button of its own');
select is(pg_temp.due('ticket.opened'), 0, 'and nothing is left');
select * from finish();
rollback;
