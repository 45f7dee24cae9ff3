-- Roles end with the employment, and do not come back with it.
begin;
\ir company.inc
select plan(10);
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7003, 'admin'), (900002, 7003, 'admin');
insert into survey (team_space_id, id, title_en, created_by) overriding system value values (900001, 7001, 'Pulse', 7001);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, closes_at, created_by) overriding system value
values (900001, -5, 7001, 'anonymous', 'all', now() + interval '1 day', 7001);
insert into wave_invite (team_space_id, wave_id, member_id, token_hash) values (900001, -5, 7002, sha256('stays')), (900001, -5, 7003, sha256('answer'));
set local role gracy_app;
select is(change_member(900001, 7001, 7003, 0, '{"status": "left"}', 'r'), 'ok', 'an admin is let go');
select is((select array_agg(actor_id || ' ' || request_id) from audit_log where team_space_id = 900001 and action = 'role.revoke' and target_id = '7003'), '{"7001 r"}', 'and the role is taken away by who did it');
select is((select count(*) from role_grant where team_space_id = 900002 and member_id = 7003), 1::bigint, 'the namesake has theirs');
select is((select array_agg(member_id) from wave_invite where team_space_id = 900001 and token_hash is not null), '{7002}', 'a survey takes no answer of theirs');
select is(change_member(900001, 7002, 7003, 0, '{"status": "active", "email": "somebody@else.example"}', 'r'), 'ok', 'who is no owner calls them back');
select is(member_role(900001, 7003), 'member', 'as a member');
select is(change_member(900001, 7001, 7002, 0, '{"manager_id": "7003"}', 'r'), 'ok', 'who has somebody to manage');
select is(member_role(900001, 7003), 'manager', 'is a manager');
update member set status = 'left', left_on = current_date where team_space_id = 900001 and id = 7003;
select is(member_role(900001, 7003), 'member', 'and none when they have left, whoever is still under them');
select is((select count(*) from import_members(900001, 7001, '[{"line": 2, "email": "minsu@example.org", "status": "left"}]', false, 'r') where code = 'last_owner'), 1::bigint, 'an import lets no last owner go either');
select * from finish();
rollback;
