-- Who an announcement is for, who may send it, and what becomes of it.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7002, 'announcer');
insert into department (team_space_id, id, parent_id, name) overriding system value
select space, 7002, 7001, 'inner' from unnest(array[900001, 900002]) as space;
insert into team (team_space_id, id, name) overriding system value
select space, 7001, 'crew' from unnest(array[900001, 900002]) as space;
insert into team_member (team_space_id, team_id, member_id) values (900001, 7001, 7003), (900002, 7001, 7002);
insert into location (team_space_id, id, name, tz) overriding system value
select space, 7001, 'Berlin', 'Europe/Berlin' from unnest(array[900001, 900002]) as space;
update member set location_id = 7001 where team_space_id = 900001 and id = 7005;
update member set department_id = 7002 where team_space_id = 900001 and id = 7003;
update member set hired_on = now()::date - 30, locale = 'en' where team_space_id = 900001 and id = 7002;
set local role gracy_app;
select plan(74);

create function pg_temp.audience(what jsonb) returns bigint[] language sql as $$ select audience_recipients(900001, what) $$;
select is(pg_temp.audience('{"all": true}'), '{7001,7002,7003,7005,7101}', 'everybody who works here, on leave or not');
select is(pg_temp.audience('{"department": "7001"}'), '{7001,7002,7003,7005}', 'a department with what is below it');
select is(pg_temp.audience('{"department": "7002"}'), '{7003}', 'or only what is below');
select is(pg_temp.audience('{"team": "7001"}'), '{7003}', 'a team of this team space');
select is(pg_temp.audience('{"location": "7001"}'), '{7005}', 'a location');
select is(pg_temp.audience('{"tenure": {"until_months": 12}}'), '{7002}', 'newcomers');
select is(pg_temp.audience('{"tenure": {"from_months": 12}}'), '{7001,7003,7005}', 'and those who are not; without a day of hiring, neither');
select is(pg_temp.audience('{"members": ["7003", "7004", "7102"]}'), '{7003}', 'people by name, if they work here');
select is(pg_temp.audience('{"or": [{"team": "7001"}, {"location": "7001"}]}'), '{7003,7005}', 'this or that');
select is(pg_temp.audience('{"and": [{"department": "7001"}, {"tenure": {"until_months": 12}}]}'), '{7002}', 'this and that');
select is(pg_temp.audience('{"and": [{"team": "7001"}, {"location": "7001"}]}'), '{}', 'which may be nobody');
select is((check_audience(900001, '{"or": [{"team": "7001"}, {"members": ["7003", "7102"]}]}')).subject, '7102', 'what it names must be here');
select is((check_audience(900001, '{"or": [{"department": "7001"}, {"location": "7001"}]}')).outcome, 'ok', 'and may be');

select is(after_quiet_hours('2026-11-21 12:30Z', 'Asia/Seoul', '21:00', '08:00'), '2026-11-21 23:00Z', 'half past nine in Seoul is night');
select is(after_quiet_hours('2026-11-21 20:00Z', 'Asia/Seoul', '21:00', '08:00'), '2026-11-21 23:00Z', 'and so is five in the morning');
select is(after_quiet_hours('2026-11-21 23:00Z', 'Asia/Seoul', '21:00', '08:00'), '2026-11-21 23:00Z', 'until eight');
select is(after_quiet_hours('2026-11-21 12:30Z', 'Europe/Berlin', '21:00', '08:00'), '2026-11-21 12:30Z', 'while Berlin is at lunch');
select is(after_quiet_hours('2026-11-21 12:30Z', 'Europe/Berlin', '12:00', '14:00'), '2026-11-21 13:00Z', 'which may be quiet too');
select is(after_quiet_hours('2026-11-21 20:00Z', 'Asia/Seoul', null, null), '2026-11-21 20:00Z', 'or never');

create function pg_temp.written(what jsonb default '{"all": true}', author bigint default 7001, key text default null) returns text language sql as $$
    select concat_ws(' ', outcome, announcement_id > 0, subject)
    from create_announcement(900001, author, '공지', null, '내용', null, what, '{email}', true, null, null, key, '\x01', 'r')
$$;
create function pg_temp.last() returns bigint language sql as $$ select max(id) from announcement where team_space_id = 900001 $$;
create function pg_temp.state() returns text language sql as $$ select state from announcement where team_space_id = 900001 and id = pg_temp.last() $$;
create function pg_temp.version() returns int language sql as $$ select version from announcement where team_space_id = 900001 and id = pg_temp.last() $$;

select is(pg_temp.written('{"team": "4711"}'), 'unknown_team 4711', 'an unknown team is refused');
select is((select concat_ws(' ', outcome, subject) from create_announcement(900001, 7001, '공지', 'News', '내용', null, '{"all": true}', '{email}', true, null, null, null, null, 'r')),
          'missing_text body_en', 'a language has a title and a body');
select is((select concat_ws(' ', outcome, subject) from create_announcement(900001, 7001, '공지', null, '내용', null, '{"all": true}', '{email}', true, '21:00', null, null, null, 'r')),
          'quiet_hours quiet_until', 'quiet hours have two ends');
create function pg_temp.long(body_ko text, body_en text) returns text language sql as $$
    select concat_ws(' ', outcome, subject) from create_announcement(900001, 7001, '공지', 'News', body_ko, body_en, '{"all": true}', '{email}', true, null, null, null, null, 'r')
$$;
select is(pg_temp.long(repeat('가', 4500), repeat('x', 4495)), 'texts_too_long body_ko', 'both languages have to fit into one message of Slack''s');
select is(pg_temp.long('짧게', repeat('😊', 4500)), 'texts_too_long body_en', 'which counts in units of UTF-16');
select is(pg_temp.long('짧게', repeat('&', 1800)), 'texts_too_long body_en', 'and what it is sent');
savepoint fits;
select is(pg_temp.long(repeat('가', 4500), repeat('x', 4494)), 'ok', 'up to the last of them');
rollback to fits;
select is(pg_temp.written(key => 'k'), 'ok t', 'a draft is written');
select is(pg_temp.written(key => 'k'), 'replayed t', 'once for one key');
select is((select count(*)::int from announcement where team_space_id = 900001), 1, 'and no more');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'announcement.create'), 1, 'and said so in the audit log');
select is((approve_announcement(900001, 7002, pg_temp.last(), pg_temp.version(), 'r')).outcome, 'state', 'a draft is not approved');
select is((request_approval(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'it is submitted');
select is((approve_announcement(900001, 7001, pg_temp.last(), pg_temp.version(), 'r')).outcome, 'own_announcement', 'its author cannot approve it');
select is((approve_announcement(900001, 7002, pg_temp.last(), pg_temp.version() - 1, 'r')).outcome, 'version_mismatch', 'nobody approves what they have not read');
select is((approve_announcement(900002, 7002, pg_temp.last(), pg_temp.version(), 'r')).outcome, 'not_found', 'nor from another team space');
select is((approve_announcement(900001, 7002, pg_temp.last(), pg_temp.version(), 'r')).outcome, 'ok', 'somebody else approves it');
select is((change_announcement(900001, 7003, pg_temp.last(), pg_temp.version(), '{"body_ko": "다른 내용"}', 'r')).outcome, 'ok', 'a third changes it');
select is(pg_temp.state(), 'draft', 'and it is a draft again');
select is((select approved_by from announcement where team_space_id = 900001 and id = pg_temp.last()), null, 'without its approval');
select is((select diff ? 'body' and not diff ? 'body_ko' from audit_log where team_space_id = 900001 and action = 'announcement.update'), true,
          'the audit log knows that, not what, was changed');
select is((request_approval(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'submitted again');
select is((approve_announcement(900001, 7003, pg_temp.last(), pg_temp.version(), 'r')).outcome, 'own_announcement', 'who changed it last cannot approve it either');
select is((send_announcement(900001, 7001, pg_temp.last(), 0, now() - interval '1 s', 'r')).outcome, 'not_future', 'nothing is sent in the past');
select is((send_announcement(900001, 7001, pg_temp.last(), 0, now() + interval '1 hour', 'r')).outcome, 'ok', 'a small one needs no approval');
select is((prepare_announcement(900001, pg_temp.last(), 2)).outcome, 'nothing', 'before its time nothing happens');
select is((cancel_announcement(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'it can be cancelled');
select is((send_announcement(900001, 7001, pg_temp.last(), 0, null, 'r')).outcome, 'state', 'and is not sent then');

select is(pg_temp.written('{"members": ["7102", "7004"]}'), 'unknown_member 7102', 'of the other side nobody can be told');
select is(pg_temp.written('{"members": ["7004"]}'), 'ok t', 'who has left can be named');
select is((send_announcement(900001, 7001, pg_temp.last(), 0, null, 'r')).outcome, 'empty_audience', 'but is told nothing');

select is(pg_temp.written(), 'ok t', 'another one');
select is((send_announcement(900001, 7001, pg_temp.last(), 0, null, 'r')).outcome, 'ok', 'is sent at once');
select is((prepare_announcement(900001, pg_temp.last(), 2))::text, '(more,2)', 'its audience is written down in chunks');
select is((prepare_announcement(900001, pg_temp.last(), 2))::text, '(more,4)', 'from where it was');
select is((prepare_announcement(900001, pg_temp.last(), 2))::text, '(done,5)', 'to the end');
select is((prepare_announcement(900001, pg_temp.last(), 2)).outcome, 'nothing', 'once');
select is((select count(*)::int from announcement_delivery where team_space_id = 900001 and announcement_id = pg_temp.last()), 5, 'a message for each');
select results_eq($$ select member_id, locale, tz from announcement_recipient where announcement_id = pg_temp.last() and member_id in (7002, 7005) order by 1 $$,
                  $$ values (7002::bigint, 'en', 'Asia/Seoul'), (7005, 'ko', 'Europe/Berlin') $$, 'in their language, by their clock');

create function pg_temp.take() returns bigint language sql as $$
    select member_id from take_announcement_delivery(900001, pg_temp.last(), 'email', 60, 50, 60) $$;
create temporary table taken as select pg_temp.take() as id;
select is((select count(*)::int from announcement_delivery where announcement_id = pg_temp.last() and state = 'sending'), 1, 'one message at a time is on its way');
select is((select record_announcement_delivery(900001, pg_temp.last(), id, 'email', 'announcement', 'sent', null, '250') from taken), true, 'and has arrived');
select is((select record_announcement_delivery(900001, pg_temp.last(), id, 'email', 'announcement', 'deferred', 'smtp_451', null) from taken), false, 'which stays so');
select is((acknowledge_announcement(900001, (select id from taken), pg_temp.last())).outcome, 'ok', 'it is acknowledged');
select is((acknowledge_announcement(900001, 7006, pg_temp.last())).outcome, 'not_found', 'only by whom it was for');
select is((recall_announcement(900001, 7001, pg_temp.last(), 0, 'r'))::text, '(ok,,4,1)', 'a recall stops the others and marks the one');
select is((acknowledge_announcement(900001, (select id from taken), pg_temp.last())).outcome, 'recalled', 'nobody acknowledges it any more');
select is(pg_temp.take(), null, 'and nothing of it is sent');
select is((settle_announcement(900001, pg_temp.last(), 'email', 'announcement', 1, 0, 0)).state, 'recalled', 'it stays recalled');
reset role;
update announcement_delivery set state = 'waiting', due_at = now() + interval '1 hour' where announcement_id = pg_temp.last() and member_id = 7005;
delete from job where kind = 'announcements.deliver';
set local role gracy_app;
select is((settle_announcement(900001, pg_temp.last(), 'email', 'announcement', 1, 1, 0))::text, '(recalled,0,)', 'what somebody put off without knowing waits no more');
select is((select state from announcement_delivery where announcement_id = pg_temp.last() and member_id = 7005), 'recalled', 'and is recalled');
select is((select count(*)::int from job where kind = 'announcements.deliver'), 0, 'so that its senders end');

reset role;
update announcement set state = 'sending', recalled_at = null where team_space_id = 900001 and id = pg_temp.last();
update announcement_delivery set state = 'sending', due_at = now() - interval '1 s' where announcement_id = pg_temp.last() and member_id = 7005;
set local role gracy_app;
create temporary table taken_again as select pg_temp.take() as id;
select is((select concat_ws(' ', member_id, state, uncertain) from announcement_delivery
           where announcement_id = pg_temp.last() and member_id = (select id from taken_again)), '7005 sending 1',
          'what nobody came back for is sent again, and counted');
-- Who is named twice is one.
select is(audience_recipients(900001, '{"members": ["7002", "7002", "7001"]}'), '{7001,7002}', 'named twice is told once');
select is(pg_temp.written((select jsonb_build_object('members', jsonb_agg('7002'::text)) from generate_series(1, 501))), 'ok t', 'though by many names');
select is((select concat_ws(' ', recipients, approval_required) from preview_announcement(900001, pg_temp.last())), '1 f', 'is one whom nobody has to approve');
select * from finish();
rollback;
