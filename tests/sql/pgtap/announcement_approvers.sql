-- Who hears that an announcement waits for them, and what its author hears.
begin;
\ir company.inc
select plan(24);
insert into role_grant (team_space_id, member_id, role) select 900001, unnest(array[7001, 7002, 7003, 7101]), 'announcer';
delete from slack_user where team_id = 'T0LEFT' and member_id = 7003;
set local role gracy_app;
create function pg_temp.write() returns bigint language sql as $$
    select announcement_id from create_announcement(900001, 7001, '공지', 'News', '내용', 'Words', '{"all": true}', '{email}', false, null, null, null, null, 'r')
$$;
create function pg_temp.told(wanted text) returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from member_notice where team_space_id = 900001 and kind = wanted
$$;
create temporary table made as select pg_temp.write() as id;
select is((request_approval(900001, 7001, (select id from made), 0, 'r')).outcome, 'ok', 'an approval is asked for');
select is(pg_temp.told('announcement.submitted'), '{7002,7003,7101}', 'whoever may give it is told, and not who asks');
select is((select text_en || ' ' || text_ko from member_notice where team_space_id = 900001 and member_id = 7003),
          '김민수''s announcement "News" waits for your approval. 김민수님의 ''공지'' 공지가 승인을 기다리고 있어요.', 'in both languages');
select is((select array_agg(member_id) from member_notice where team_space_id = 900001 and kind = 'announcement.submitted' and tell_at is not null),
          '{7003}', 'in Slack by the request alone, which is to be answered there');
do $$ begin
    perform show_announcement(900001, made.id, announcement.version, '{"control": {}, "request": {"ko": {}, "en": {}}, "answer": {"ko": {}, "en": {}}}')
    from made join announcement on announcement.team_space_id = 900001 and announcement.id = made.id;
end $$;
select is((select array_agg(channel order by channel) from slack_message where team_space_id = 900001 and dedupe_key like 'approval/%'),
          '{U7002,U7101}', 'which each of them there has');

-- One that was scheduled when it went to few.
create temporary table later as select pg_temp.write() as id;
select is((send_announcement(900001, 7001, (select id from later), 0, now() + interval '1 hour', 'r')).outcome, 'ok', 'one is scheduled');
reset role;
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 8000 + n, 'reader ' || n, 'reader' || n || '@example.org', 'active' from generate_series(1, 500) as n;
update announcement set scheduled_at = now() where team_space_id = 900001 and id = (select id from later);
delete from member_notice where team_space_id = 900001;
set local role gracy_app;
select is((prepare_announcement(900001, (select id from later), 10)).outcome, 'held', 'which is held when its time comes and it goes to many');
select is(pg_temp.told('announcement.submitted'), '{7002,7003,7101}', 'whoever may approve it is told');
select is(pg_temp.told('announcement.held'), '{7001}', 'and its author, that it did not go out');
select is((approve_announcement(900001, 7002, id, (select version from announcement where team_space_id = 900001 and announcement.id = later.id), 'r')).outcome,
          'ok', 'it is approved') from later;
reset role;
update announcement set state = 'sending', planned = true, scheduled_at = now(), began_at = now() where team_space_id = 900001 and id = (select id from later);
set local role gracy_app;
select is((settle_announcement(900001, (select id from later), 'email', 'announcement', 1, 0, 0)).state, 'sent', 'and when it has gone out');
select is(pg_temp.told('announcement.sent'), '{7001}', 'its author is told');

-- Nobody is there who could approve it.
reset role;
delete from role_grant where team_space_id = 900001 and member_id <> 7001;
set local role gracy_app;
create temporary table lonely as select pg_temp.write() as id;
select is((request_approval(900001, 7001, (select id from lonely), 0, 'r')).outcome, 'no_approver', 'with nobody to approve it, none is asked for');
select is((select state from announcement where team_space_id = 900001 and id = (select id from lonely)), 'draft', 'it is a draft still');

-- One of whose audience nobody is left.
reset role;
insert into team (team_space_id, id, name) overriding system value values (900001, 7800, 'to be closed');
insert into team_member (team_space_id, team_id, member_id, role) values (900001, 7800, 7003, 'member');
delete from member_notice where team_space_id = 900001;
set local role gracy_app;
create temporary table nobody as
select announcement_id as id from create_announcement(900001, 7001, '공지', 'News', '내용', 'Text', '{"team": "7800"}', '{email}', false, null, null, null, null, 'r');
select is((send_announcement(900001, 7001, id, 0, now() + interval '1 hour', 'r')).outcome, 'ok', 'one is scheduled for a team') from nobody;
reset role;
delete from team_member where team_space_id = 900001 and team_id = 7800;
update announcement set scheduled_at = now() where team_space_id = 900001 and id = (select id from nobody);
set local role gracy_app;
select is((prepare_announcement(900001, id, 10)).outcome, 'held', 'of which nobody is left when its time comes') from nobody;
select is((select concat_ws(' ', announcement.state, scheduled_at, approved_by, recipients) from announcement where team_space_id = 900001 and announcement.id = nobody.id),
          'draft 0', 'it is a draft again, and not one that was sent to nobody') from nobody;
select is(pg_temp.told('announcement.held'), '{7001}', 'its author is told');
select is(pg_temp.told('announcement.submitted'), null, 'and nobody is asked to approve it');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'announcement.hold' and target_id = nobody.id::text), 1, 'the audit log says so') from nobody;

-- One that went to few when it was scheduled, and nobody else may approve it.
reset role;
delete from member_notice where team_space_id = 900001;
delete from role_grant where team_space_id = 900001 and member_id <> 7001;
set local role gracy_app;
create temporary table alone as select pg_temp.write() as id;
reset role;
update announcement set state = 'scheduled', scheduled_at = now() where team_space_id = 900001 and id = (select id from alone);
set local role gracy_app;
select is((prepare_announcement(900001, id, 10)).outcome, 'held', 'one for which nobody else is there is held') from alone;
select is((select concat_ws('/', state, scheduled_at, submitted_at) from announcement where team_space_id = 900001 and announcement.id = alone.id), 'draft',
          'and is a draft again, instead of waiting for ever') from alone;
select matches((select text_en from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'announcement.held'), 'nobody else may approve it', 'as its author hears');

-- One that was scheduled is sent at once.
create temporary table hurried as
select announcement_id as id from create_announcement(900001, 7001, '공지', null, '내용', null, '{"members": ["7002"]}', '{email}', false, null, null, null, null, 'r');
do $$ begin perform send_announcement(900001, 7001, id, 0, now() + interval '1 hour', 'r'), send_announcement(900001, 7001, id, 0, null, 'r') from hurried; end $$;
select is((select concat_ws('/', state, scheduled_at) from announcement where team_space_id = 900001 and announcement.id = hurried.id), 'sending',
          'one that is sent at once is not told of as scheduled') from hurried;
select * from finish();
rollback;
