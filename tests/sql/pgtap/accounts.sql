-- Roles, settings, sessions: who may give and take, and what stays.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7003, 'admin')
on conflict do nothing;
set local role gracy_app;
select plan(27);

select is(grant_role(900001, 7001, 7002, 'announcer', 'r1'), 'ok', 'an owner gives a grant');
select is(grant_role(900001, 7001, 7002, 'announcer', 'r2'), 'ok', 'twice is once');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'role.grant' and target_id = '7002'), 1,
          'and one line in the log');
select is((select granted_by from role_grant where team_space_id = 900001 and member_id = 7002 and role = 'announcer'), 7001::bigint,
          'which says who gave it');
select is(member_grants(900001, 7002), '{announcer}', 'it counts');
select is(grant_role(900001, 7003, 7002, 'survey_admin', null), 'ok', 'an administrator gives grants');
select is(grant_role(900001, 7003, 7002, 'admin', null), 'owners_only', 'but no administrators');
select is(grant_role(900001, 7003, 7003, 'owner', null), 'owners_only', 'and does not make itself an owner');
select is(grant_role(900001, 7001, 7004, 'announcer', null), 'inactive_member', 'who has left gets nothing');
select is(grant_role(900001, 7001, 4711, 'announcer', null), 'unknown_member', 'nobody gets nothing');
select is(grant_role(900001, 7001, 7102, 'announcer', null), 'unknown_member', 'a member of another team space is nobody');
select is(revoke_role(900001, 7003, 7001, 'owner', null), 'owners_only', 'an administrator puts no owner out');
select is(revoke_role(900001, 7001, 7001, 'owner', null), 'last_owner', 'the last owner stays');
select is(grant_role(900001, 7001, 7002, 'owner', null), 'ok', 'a second owner');
select is(revoke_role(900001, 7001, 7001, 'owner', null), 'ok', 'lets the first one go');
select is(revoke_role(900001, 7002, 7001, 'owner', null), 'unknown_grant', 'once');
reset role;
update member set status = 'left' where team_space_id = 900001 and id = 7001;
set local role gracy_app;
select ok(is_last_owner(900001, 7002), 'an owner who has left does not count');

select is(update_settings(900001, 7002, 0, '{"k_score": 7, "name": "새 이름"}', 'r3'), 'ok', 'settings change');
select is((select k_score || ' ' || name from team_space where id = 900001), '7 새 이름', 'as told');
select is((select diff -> 'k_score' from audit_log where team_space_id = 900001 and request_id = 'r3'), '[5, 7]'::jsonb, 'and the log says from what to what');
select is(update_settings(900001, 7002, 1, '{"k_score": 8}', null), 'version_mismatch', 'not over somebody else''s change');
select is(update_settings(900001, 7002, 0, '{"tz": "Mars/Olympus"}', null), 'unknown_tz', 'a time zone is one that exists');

select throws_ok($$ delete from audit_log where team_space_id = 900001 $$, '42501', null, 'the application deletes no line');
reset role;
select throws_ok($$ update audit_log set action = 'x.y' where team_space_id = 900001 $$, '42501', 'audit_log is never changed',
                 'and its owner changes none');
set local role gracy_app;
create temporary table before_chain as select link_audit_lines(1000000) as linked;
select is((select broken_at from verify_audit_log(900001)), null, 'the chain holds');
reset role;
alter table audit_log disable trigger audit_log_is_kept;
update audit_log set diff = '{}' where team_space_id = 900001 and request_id = 'r3';
select is((select broken_at from verify_audit_log(900001)),
          (select id from audit_log where team_space_id = 900001 and request_id = 'r3'), 'and tells which line was changed');
update audit_log set diff = '{}' where false;
alter table audit_link disable trigger audit_link_is_kept;
delete from audit_link where team_space_id = 900001 and position = 1;
select is((select broken_at from verify_audit_log(900001)), (select audit_id from audit_link where team_space_id = 900001 and position = 2),
          'or that one was taken out');
select * from finish();
rollback;
