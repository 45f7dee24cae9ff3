-- Passwords and links to set them: who may, once, and what ends with it; and how a team space begins.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role)
values (900001, 7001, 'owner'), (900001, 7003, 'admin'), (900002, 7001, 'owner');
insert into member_password (team_space_id, member_id, password_hash)
values (900001, 7001, '$argon2id$old'), (900001, 7002, '$argon2id$old'), (900002, 7002, '$argon2id$old');
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
select sha256(name::bytea), space, 7002, now() + interval '1 hour', now() + interval '1 day'
from (values ('mine', 900001), ('other', 900001), ('theirs', 900002)) as held(name, space);
delete from slack_user where member_id = 7006;
delete from delivery_lane where channel = 'password_link';
set local role gracy_app;
select plan(51);

-- One's own.
select is(change_password(900001, 7002, '$argon2id$wrong', '$argon2id$new', sha256('mine'), null), 'changed_meanwhile', 'the old one has to be the one that is there');
select is(change_password(900001, 7002, '$argon2id$old', '$argon2id$new', sha256('mine'), 'r1'), 'ok', 'a new password');
select is((select password_hash from member_password where team_space_id = 900001 and member_id = 7002), '$argon2id$new', 'is kept');
select is((select password_hash from member_password where team_space_id = 900002 and member_id = 7002), '$argon2id$old', 'and nobody else''s in another company');
select is((select array_agg(id_hash) from session where team_space_id = 900001 and member_id = 7002), array[sha256('mine')], 'other sessions end');
select is((select count(*)::int from session where team_space_id = 900002), 1, 'but not elsewhere');
select is((select diff from audit_log where team_space_id = 900001 and action = 'password.change'), '{"sessions": 1}'::jsonb, 'the log says so');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'password.changed'), 1, 'and so does a notice');

-- Asking for a link.
select is((ask_password_link(900001, 7001, 7006, null)).outcome, 'no_mail', 'without a worker that mails there is none');
reset role;
insert into delivery_lane (channel, transport, per_minute, reported_at) values ('password_link', 'smtp', 300, now() - interval '6 minutes');
select is((ask_password_link(900001, 7001, 7006, null)).outcome, 'no_mail', 'nor when it has said nothing for a while');
update delivery_lane set reported_at = now() where channel = 'password_link';
set local role gracy_app;
select is((ask_password_link(900001, 7001, 7004, null)).outcome, 'inactive_member', 'nor for who has left');
select is((ask_password_link(900001, 7001, 7102, null)).outcome, 'unknown_member', 'nor for somebody of another company');
select is((ask_password_link(900001, 7003, 7001, null)).outcome, 'owners_only', 'an administrator asks for no owner''s');
select is(ask_password_link(900001, 7003, 7006, 'r2')::text, '(ok,invited@example.org)', 'for who was invited there is one');
select is((ask_password_link(900001, 7003, 7006, null)).outcome, 'asked_already', 'not one after the other');
select is((select payload ->> 'member_id' from job where kind = 'accounts.password_link' and payload ->> 'team_space_id' = '900001'), '7006', 'a job mails it');
select ok((select text_ko like '박철수님이%invited@example.org%' from member_notice where team_space_id = 900001 and member_id = 7006 and kind = 'password.link'), 'the member hears who asked');
select is((select actor_id from audit_log where team_space_id = 900001 and request_id = 'r2'), 7003::bigint, 'and so does the log');

-- The mail.
create function pg_temp.link(p_member_id bigint) returns bigint language sql as $$
    select id from gracy.password_link where team_space_id = 900001 and member_id = p_member_id $$;
select is((select count(*)::int from make_password_link(900002, 7006, pg_temp.link(7006), sha256('t1'), 60)), 0, 'no other company''s worker makes it');
select is((select count(*)::int from make_password_link(900001, 7006, 0, sha256('t1'), 60)), 0, 'nor is one made that nobody asked for');
select is((select email || ' ' || locale || ' ' || asker_name from make_password_link(900001, 7006, pg_temp.link(7006), sha256('t1'), 60)), 'invited@example.org ko 박철수', 'the mail knows to whom and why');
select is(reset_password(sha256('t2'), '$argon2id$first', null), 'unknown_link', 'another token opens nothing');
reset role;
update member set email = 'thief@example.org' where team_space_id = 900001 and id = 7006;
set local role gracy_app;
select is(reset_password(sha256('t1'), '$argon2id$first', null), 'unknown_link', 'nor does the link of an address that was changed');
reset role;
update member set email = 'invited@example.org' where team_space_id = 900001 and id = 7006;
set local role gracy_app;
select is(reset_password(sha256('t1'), '$argon2id$first', 'r3'), 'ok', 'whoever has it sets a password');
select is((select password_hash from member_password where team_space_id = 900001 and member_id = 7006), '$argon2id$first', 'which counts');
select is((select status from member where team_space_id = 900001 and id = 7006), 'active', 'who was invited works here now');
select is((select array_agg(action order by id) from audit_log where team_space_id = 900001 and request_id = 'r3'), array['member.activate', 'password.reset'], 'which the log says');
select is(reset_password(sha256('t1'), '$argon2id$second', null), 'unknown_link', 'once');
reset role;
update password_link set asked_at = now() - interval '1 hour' where team_space_id = 900001;
set local role gracy_app;
select is((change_member(900001, 7003, 7002, 0, '{"email": "mine@attacker.example"}', null)), 'ok', 'an administrator changes an address');
select is((ask_password_link(900001, 7003, 7002, null)).outcome, 'address_changed', 'and gets no link to it');
select is((ask_password_link(900001, 7003, 7006, null)).outcome, 'ok', 'another one for who forgot');
select is((select count(*)::int from make_password_link(900001, 7006, pg_temp.link(7006), sha256('t3'), -1)), 1, 'that is over before it is used');
select is(reset_password(sha256('t3'), '$argon2id$late', null), 'unknown_link', 'opens nothing');
select ok(drop_password_link(900001, 7006, pg_temp.link(7006)), 'what cannot be delivered is dropped');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7003 and kind = 'password.undelivered'), 1, 'and whoever asked is told');

-- Forgotten, and asked for by whoever says so.
select is(forgot_password('left', 'Minsu@Example.org', 'r4'), 'ok', 'somebody says that they forgot');
select is(forgot_password('left', 'minsu@example.org', null), 'ok', 'again');
select is(forgot_password('left', 'nobody@example.org', null), 'ok', 'so does a stranger');
select is((select count(*)::int from job where kind = 'accounts.forgot_password' and payload ->> 'team_space' = 'left'), 2, 'an address is heard once');
select is(answer_forgotten_password('left', 'nobody@example.org', null), 'unknown_member', 'nobody has that one');
select is(answer_forgotten_password('left', 'gone@example.org', null), 'unknown_member', 'who has left gets no link');
select is(answer_forgotten_password('left', 'mine@attacker.example', null), 'address_changed', 'nor does an address that was changed');
select is(answer_forgotten_password('left', 'Minsu@Example.org', 'r4'), 'ok', 'a member does');
select is(answer_forgotten_password('left', 'minsu@example.org', null), 'asked_already', 'once');
select is((select array_agg(team_space_id || ' ' || actor_id) from audit_log where action = 'password.forgot'), array['900001 7001'], 'which the log says of this company');
select is((select outcome from change_member(900001, 7003, 7006, 0, '{"email": "Invited@Example.org"}', null)) || ' ' || doubts_address(900001, 7006, 7003),
          'ok false', 'another case of its letters is no other address');
reset role;
insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, diff)
select 900001, 7001, 'password.forgot', 'member', '7001', '{}' from generate_series(1, 2);
update password_link set asked_at = now() - interval '1 hour' where team_space_id = 900001;
set local role gracy_app;
select is(answer_forgotten_password('left', 'minsu@example.org', null), 'too_many', 'three times a day');

-- A beginning.
select is((create_team_space('left', 'x', 'Asia/Seoul', 'ko', 'x', 'x@example.org', '$argon2id$x')).outcome, 'slug_taken', 'a name is taken once');
select is((create_team_space('new', 'x', 'Mars/Olympus', 'ko', 'x', 'x@example.org', '$argon2id$x')).outcome, 'unknown_tz', 'on Earth');
select is((create_team_space('new', '새 회사', 'Asia/Seoul', 'ko', '주인', 'owner@example.org', '$argon2id$x')).outcome, 'ok', 'another is new');
select is((select member_role(member.team_space_id, member.id) from member join team_space on team_space.id = team_space_id where slug = 'new'), 'owner', 'whoever begins it owns it');
select * from finish();
rollback;
