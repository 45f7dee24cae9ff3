-- What was cancelled is a draft again, for its author or an administrator, without what was agreed to before.
begin;
\ir company.inc
select plan(18);
insert into role_grant (team_space_id, member_id, role)
select space, member, role from unnest(array[900001, 900002]) as space,
       (values (7001, 'announcer'), (7002, 'admin'), (7003, 'announcer')) as held(member, role);
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, approved_by, approved_at, submitted_at, scheduled_at)
overriding system value
select space, -91, 7001, 7001, '공지', '내용', '{"members": ["7002"]}', '{slack}', 'scheduled', 7002, now(), now(), now() + interval '1 hour'
from unnest(array[900001, 900002]) as space;
set local role gracy_app;
create function pg_temp.reopened(actor bigint, version int default 0, space bigint default 900001) returns text language sql as $$
    select concat_ws(' ', outcome, subject) from reopen_announcement(space, actor, -91, version, 'r')
$$;
create function pg_temp.version() returns int language sql as $$ select version from announcement where team_space_id = 900001 and id = -91 $$;
select is(pg_temp.reopened(7001), 'state scheduled', 'what goes out is not reopened');
select is((cancel_announcement(900001, 7001, -91, 0, 'r')).outcome, 'ok', 'it is cancelled');
select is(pg_temp.reopened(7003), 'not_author', 'another announcer leaves it so');
select is(pg_temp.reopened(7001, pg_temp.version() - 1), 'version_mismatch', 'nobody reopens what they have not read');
select is((reopen_announcement(900001, 7001, -92, 0, 'r')).outcome, 'not_found', 'nor what is not there');
select is(pg_temp.reopened(7001, pg_temp.version()), 'ok', 'its author reopens it');
select is((select concat_ws(' ', state, submitted_at, approved_by, approved_at, scheduled_at, cancelled_at) from announcement where team_space_id = 900001 and id = -91), 'draft',
          'a draft, and nothing else');
select is((select concat_ws(' ', state, approved_by) from announcement where team_space_id = 900002 and id = -91), 'scheduled 7002', 'the other team space has its own');
select is((select actor_id from audit_log where team_space_id = 900001 and action = 'announcement.reopen' and target_id = '-91'), 7001::bigint, 'the audit log knows');
select is(pg_temp.reopened(7001), 'state draft', 'once');
select is((approve_announcement(900001, 7002, -91, pg_temp.version(), 'r')).outcome, 'state', 'what was approved before is not any more');
select is((send_announcement(900001, 7001, -91, 0, now() + interval '2 hours', 'r')).outcome, 'ok', 'it is sent like any draft');
select is((prepare_announcement(900001, -91, 10)).outcome, 'nothing', 'when it is due now, not when it was before');
select is((cancel_announcement(900001, 7003, -91, 0, 'r')).outcome, 'ok', 'cancelled again');
select is(pg_temp.reopened(7002), 'ok', 'an administrator reopens what somebody else wrote');
reset role;
update announcement set state = 'cancelled', cancelled_at = now(), began_at = now() where team_space_id = 900001 and id = -91;
set local role gracy_app;
select is(pg_temp.reopened(7001), 'state cancelled', 'of which something went out, nobody reopens');
select is(pg_temp.reopened(7003, 0, 900002), 'not_author', 'whose roles are elsewhere have none');
select is(pg_temp.reopened(7001, 0, 900002), 'state scheduled', 'nor is theirs ours');
select * from finish();
rollback;
