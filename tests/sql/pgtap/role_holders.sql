-- Who manages people takes nobody's role over: not by an address, not by an employment that ends, not with a file.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role)
values (900001, 7001, 'owner'), (900001, 7003, 'admin'), (900001, 7101, 'admin'), (900001, 7005, 'hr_reader'), (900002, 7002, 'admin');
insert into role_grant (team_space_id, member_id, role, scope_kind, scope_id) values (900001, 7006, 'survey_admin', 'department', 7001);
update member set status = 'active' where team_space_id = 900001 and id = 7006;
delete from slack_user where team_space_id in (900001, 900002) and member_id <> 7002;
delete from delivery_lane where channel = 'password_link';
insert into delivery_lane (channel, transport, per_minute, reported_at) values ('password_link', 'smtp', 300, now());
set local role gracy_app;
select plan(39);
create function pg_temp.changed(person bigint, changes jsonb, gives_roles bool, actor bigint default 7101) returns text language sql as $$
    select outcome from change_member(900001, actor, person, 0, changes, 'r', gives_roles)
$$;
create function pg_temp.imported(people jsonb, gives_roles bool, actor bigint default 7101) returns text[] language sql as $$
    select array_agg(concat_ws(' ', line, nullif(outcome, 'refused'), field, code) collate "default")
    from import_members(900001, actor, people, false, 'r', gives_roles)
$$;

-- A call that is for people alone.
select is(pg_temp.changed(7003, '{"email": "mine@attacker.example"}', false, 7001), 'roles_only', 'no address of an administrator, not even by an owner''s token');
select is(pg_temp.changed(7005, '{"email": "mine@attacker.example"}', false), 'roles_only', 'nor of whoever holds any role');
select is(pg_temp.changed(7006, '{"email": "mine@attacker.example"}', false), 'roles_only', 'nor one for a department');
select is(pg_temp.changed(7005, '{"status": "left"}', false), 'roles_only', 'nor does their employment end');
select is(pg_temp.changed(7005, '{"left_on": "2999-01-01"}', false), 'roles_only', 'nor will it');
select is(pg_temp.changed(7005, '{"title": "책임", "email": "LEAVE@example.org", "status": "on_leave"}', false), 'ok', 'what says nothing new does');
select is(pg_temp.changed(7002, '{"email": "other@example.org"}', false), 'ok', 'of who holds none it may be changed, whatever they hold elsewhere');
select is(pg_temp.imported('[{"line": 2, "email": "leave@example.org", "status": "left"}]', false), '{2 status roles_only}', 'a file does no more');
select is(pg_temp.imported('[{"line": 2, "email": "leave@example.org", "left_on": "2999-01-01"}]', false), '{2 left_on roles_only}', 'on no other day');
select is(pg_temp.imported('[{"line": 2, "email": "leave@example.org", "title": "수석"}]', false), '{2 updated}', 'but what else is in it');

-- One that may give roles.
select is(pg_temp.changed(7003, '{"email": "new@example.org"}', true), 'owners_only', 'an administrator is made by owners, and so is the address of one');
select is(pg_temp.changed(7003, '{"status": "on_leave"}', true), 'owners_only', 'or the status');
select is(pg_temp.changed(7003, '{"email": "new@example.org"}', null), 'owners_only', 'which holds for the release before');
select is(pg_temp.imported('[{"line": 2, "email": "chulsoo@example.org", "status": "left"}]', true), '{2 status owners_only}', 'and for a file');
select is(pg_temp.changed(7101, '{"email": "myself@example.org"}', true), 'ok', 'one''s own is one''s own');
select is(pg_temp.changed(7005, '{"email": "reader@example.org"}', true), 'ok', 'who gives a lesser role changes who has it');
select is(pg_temp.changed(7003, '{"email": "boss@example.org"}', true, 7001), 'ok', 'and an owner everybody');

-- What is mailed there, and to the address before.
select is((select array_agg(payload ->> 'email' order by id) from job where kind = 'accounts.address_changed' and payload ->> 'team_space_id' = '900001'), array['younghee@example.org', 'lefty@example.org', 'LEAVE@example.org', 'chulsoo@example.org'], 'who was there before hears of it, also of their own');
select is((select array_agg(payload ->> 'email') from job where kind = 'accounts.address_changed' and payload ->> 'team_space_id' = '900001' and (payload ->> 'by_themselves')::bool), array['lefty@example.org'], 'in words of its own');
select is((select text_en from member_notice where team_space_id = 900001 and member_id = 7101 and kind = 'member.address_changed'), 'You have changed your e-mail address here to myself@example.org. If this was not you, set a new password at once.', 'as the notice says it');
select is((select text_ko from member_notice where team_space_id = 900001 and member_id = 7101 and kind = 'member.address_changed'), '이메일 주소를 myself@example.org로 바꾸셨어요. 직접 하신 일이 아니라면 바로 비밀번호를 바꿔 주세요.', 'in Korean too');
select is((select count(*)::int from slack_doubt where team_space_id = 900001), 3, 'no account in Slack follows the new address, also of who never signed in');
select ok(not has_signed_in(900001, 7003), 'who never signed in');
select is(answer_forgotten_password('left', 'boss@example.org', null), 'address_changed', 'gets no link there for a role is to be had');
reset role;
alter table audit_log disable trigger user;
update audit_log set at = now() - interval '8 days' where team_space_id = 900001;
alter table audit_log enable trigger user;
set local role gracy_app;
select is(answer_forgotten_password('left', 'boss@example.org', null), 'ok', 'after a week if an owner has changed it');
select is(answer_forgotten_password('left', 'reader@example.org', null), 'address_changed', 'and not if anybody else has');
select is((ask_password_link(900001, 7101, 7005, null)).outcome, 'address_changed', 'also if an administrator asks');
select is((ask_password_link(900001, 7001, 7005, null)).outcome, 'ok', 'until an owner does');
select is(answer_forgotten_password('left', 'other@example.org', null), 'ok', 'who holds no role has waited long enough');
select is(answer_forgotten_password('left', 'myself@example.org', null), 'address_changed', 'one''s own word is no owner''s');
insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, diff) values (900001, 7101, 'password.change', 'member', '7101', '{}');
select is(answer_forgotten_password('left', 'myself@example.org', null), 'ok', 'but a password that was set since');

-- Another spelling of an address.
select is(pg_temp.changed(7005, '{"email": "READER@example.org"}', false), 'ok', 'the case of letters is no other address');
select is((select array_agg(distinct diff -> 'email') from audit_log where team_space_id = 900001 and target_id = '7005' and at = now() and diff ? 'email'), '{"\"case\""}'::jsonb[], 'as the log says');
select is(pg_temp.changed(7005, jsonb_build_object('email', U&'read\0130r@example.org'), false), 'roles_only', 'a letter that is another one to mail is');
select is(pg_temp.changed(7002, jsonb_build_object('email', U&'other\3000@example.org'), true), 'ok', 'and a blank');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'member.address_changed'), 2, 'which they hear of');
select is(pg_temp.imported('[{"line": 2, "email": "Reader@Example.org", "title": "팀장"}]', false), '{2 updated}', 'by a file');
select is((select email || ' ' || title from member where team_space_id = 900001 and id = 7005), 'READER@example.org 팀장', 'the address stays by which it has found somebody');
select is((select count(*)::int from audit_log where team_space_id = 900002), 0, 'nothing is said of the other company');
select * from finish();
rollback;
