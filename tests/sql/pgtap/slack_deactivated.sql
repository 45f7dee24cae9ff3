-- Whom Slack has let go is nobody there, and keeps no session.
begin;
\ir company.inc
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
select sha256((space || '/' || who)::bytea), space, who, now() + interval '1 hour', now() + interval '1 day'
from unnest(array[900001, 900002]) as space, unnest(array[7002, 7003]) as who;
insert into slack_installation (team_space_id, app_id, team_id) values (900001, 'A1', 'T0SECOND');
insert into slack_user (team_id, user_id, team_space_id, member_id) values ('T0SECOND', 'U7003', 900001, 7003);
set local role gracy_app;
select plan(14);
create function pg_temp.signed_in() returns text language sql as $$
    select string_agg(team_space_id || '/' || member_id, ' ' order by team_space_id, member_id) from session where team_space_id > 900000
$$;
select is(slack_member(900001, 'T0LEFT', null, 'U7002'), 7002::bigint, 'somebody is a member');
select is(put_slack_user('T0LEFT', null, 'U7002', false, false, false, null, null, now()), 'ok', 'who changes something');
select is(pg_temp.signed_in(), '900001/7002 900001/7003 900002/7002 900002/7003', 'stays signed in');
select is(put_slack_user('T0LEFT', null, 'U7002', false, false, true, null, null, now()), 'ok', 'who is deactivated');
select is(pg_temp.signed_in(), '900001/7003 900002/7002 900002/7003', 'is signed out');
select is(slack_member(900001, 'T0LEFT', null, 'U7002'), null, 'and is nobody in Slack');
select is(put_slack_user('T0LEFT', null, 'U7003', false, false, true, null, null, now()), 'ok', 'who has another account in Slack');
select is(pg_temp.signed_in(), '900001/7003 900002/7002 900002/7003', 'stays');
select put_slack_user('T0SECOND', null, 'U7003', false, false, true, null, null, now());
select is(pg_temp.signed_in(), '900002/7002 900002/7003', 'until that one ends, too');

-- A new account.
select is(put_slack_user('T0LEFT', null, 'UNEW', false, false, false, null, 'younghee@example.org', now()), 'ok', 'who comes with the address of one that ended');
select is((select concat_ws(' ', member_id, '<', proposed_member_id) from slack_user where team_id = 'T0LEFT' and user_id = 'UNEW'), '< 7002',
          'is who the member says, since an address may have become another''s');
select is(confirm_slack_link(900001, 7002, 'T0LEFT', 'UNEW', 'r'), 'ok', 'who says so');
select is(slack_member(900001, 'T0LEFT', null, 'UNEW'), 7002::bigint, 'and is somebody in Slack again');
select is((put_slack_user('T0LEFT', null, 'UTHIRD', false, false, false, null, 'younghee@example.org', now()),
           (select member_id from slack_user where team_id = 'T0LEFT' and user_id = 'UTHIRD'))::text, '(ok,)', 'and nobody else is');
select * from finish();
rollback;
