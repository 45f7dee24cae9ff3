-- What only the operator does, in nobody's name: another owner, a password, a team space that is suspended or was begun by mistake.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner');
insert into member_password (team_space_id, member_id, password_hash) values (900001, 7002, '$argon2id$old');
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('old'), 900001, 7002, now() + interval '1 hour', now() + interval '1 day');
insert into api_token (team_space_id, member_id, name, prefix, hash, scopes)
values (900001, 7002, 'old', 'grc_live_12345678', sha256('old'), '{people:read}');
delete from slack_user where member_id = 7006;
set local role gracy_app;
select plan(37);

-- Another owner.
select is(appoint_owner('nowhere', 'minsu@example.org'), 'unknown_team_space', 'there is no such team space');
select is(appoint_owner('left', 'nobody@example.org'), 'unknown_member', 'nor such a member');
select is(appoint_owner('left', 'gone@example.org'), 'inactive_member', 'who has left owns nothing');
select is(appoint_owner('left', 'invited@example.org'), 'inactive_member', 'nor does who never came');
select is(appoint_owner('left', 'CHULSOO@example.org'), 'ok', 'a member becomes an owner, by the address however it is written');
select is((select count(*)::int from role_grant where team_space_id = 900001 and role = 'owner'), 2, 'beside the one who was');
select is((select actor_id is null and target_id = '7003'
           from audit_log where team_space_id = 900001 and action = 'role.grant'), true, 'which the log says, and that no member did it');
select is((select array_agg(member_id) from member_notice where team_space_id = 900001 and kind = 'role.owner'), array[7001::bigint], 'the owner before hears of it');
select is(appoint_owner('left', 'chulsoo@example.org'), 'owner_already', 'who is one is told so');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'role.grant'), 1, 'and nothing is noted');

-- A password.
create function pg_temp.address(p_member_id bigint) returns text language sql as $$
    select email from gracy.member where team_space_id = 900001 and id = p_member_id $$;
select is(set_password('nowhere', 'x@example.org', '$argon2id$new'), 'unknown_team_space', 'there is no such team space');
select is(set_password('left', 'nobody@example.org', '$argon2id$new'), 'unknown_member', 'nor such a member');
select is(set_password('left', 'gone@example.org', '$argon2id$new'), 'left', 'who has left gets none');
select is(set_password('left', pg_temp.address(7002), '$argon2id$new'), 'ok', 'another password');
select is((select password_hash from member_password where team_space_id = 900001 and member_id = 7002), '$argon2id$new', 'counts');
select is((select count(*)::int from session where team_space_id = 900001 and member_id = 7002), 0, 'sessions end');
select is((select count(*)::int from api_token where team_space_id = 900001 and member_id = 7002 and revoked_at is null), 0, 'and so do tokens');
select is((select actor_id is null and diff = '{"sessions": 1, "tokens": 1}' from audit_log where team_space_id = 900001 and action = 'password.set'), true, 'the log says so, in nobody''s name');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'password.changed'), 1, 'the member hears of it');
select is(set_password('left', 'invited@example.org', '$argon2id$first'), 'ok', 'who was invited gets a first one');
select is((select status from member where team_space_id = 900001 and id = 7006), 'active', 'and works here from now on');
select is(appoint_owner('left', 'invited@example.org'), 'ok', 'so that they may be an owner');

-- Suspended.
select is(set_team_space_status('nowhere', 'suspended'), 'unknown_team_space', 'there is no such team space');
select is(set_team_space_status('left', 'suspended'), 'ok', 'one is suspended');
select is(set_team_space_status('left', 'suspended'), 'same', 'once');
set constraints all immediate;
select is((select count(*)::int from access_change where kind = 'team_space' and team_space_id = 900001), 1, 'whoever remembers its people hears of it');
select is(set_team_space_status('left', 'active'), 'ok', 'and goes on');
select is((select array_agg(action order by id) from audit_log where team_space_id = 900001 and action like 'team_space.%' and actor_id is null),
          array['team_space.suspend', 'team_space.resume'], 'the log has both');
set constraints all deferred;

-- Begun by mistake.
select is((create_team_space('mistaek', 'x', 'Asia/Seoul', 'ko', 'x', 'x@example.org', '$argon2id$x')).outcome, 'ok', 'a slip of the pen');
select is(set_password('mistaek', 'x@example.org', '$argon2id$y'), 'ok', 'and a second try');
select throws_ok($$select drop_team_space('mistaek')$$, '42501', null, 'the application takes no line out of the audit log');
reset role;
select is((drop_team_space('nowhere')).outcome, 'unknown_team_space', 'there is no such team space');
select is((drop_team_space('left')).outcome, 'used', 'one that people use stays');
select ok((drop_team_space('left')).obstacles @> array['department', 'slack_user', 'member'],
          'and it says what people have in it');
set local role gracy_owner;
select outcome as dropped from drop_team_space('mistaek') \gset
reset role;
select is(:'dropped'::text, 'ok', 'one that nobody has used goes');
select is((select count(*)::int from team_space where slug = 'mistaek'), 0, 'and its name is free');
select throws_ok($$delete from audit_log where team_space_id = 900001$$, '42501', null, 'the audit log is guarded as before');
select * from finish();
rollback;
