-- Logins, sessions and tokens, as the statements of sql/queries/access do it.
begin;
\ir company.inc
insert into member_password (team_space_id, member_id, password_hash)
values (900001, 7001, '$argon2id$left'), (900002, 7001, '$argon2id$right');
insert into role_grant (team_space_id, member_id, role) values (900001, 7003, 'admin'), (900002, 7002, 'owner');
set local role gracy_app;
\i :statements
select plan(33);

select results_eq($$ execute "access/find_login"('left', ' Minsu@Example.org') $$,
                  $$ values (900001::bigint, 7001::bigint, '$argon2id$left', 'active', null::timestamptz) $$, 'a login is found by its address in any case');
select results_eq($$ execute "access/find_login"('right', 'minsu@example.org') $$,
                  $$ values (900002::bigint, 7001::bigint, '$argon2id$right', 'active', null::timestamptz) $$, 'in its team space');
select results_eq($$ execute "access/find_login"('left', 'nobody@example.org') $$,
                  $$ values (900001::bigint, 0::bigint, null, 'unknown', null::timestamptz) $$, 'nobody''s address gives a row as well');
select results_eq($$ execute "access/find_login"('left', 'gone@example.org') $$,
                  $$ values (900001::bigint, 7004::bigint, null, 'left', null::timestamptz) $$, 'who has left is told apart');
select results_eq($$ execute "access/find_login"('left', 'leave@example.org') $$,
                  $$ values (900001::bigint, 7005::bigint, null, 'active', null::timestamptz) $$, 'on leave is no obstacle');
select is_empty($$ execute "access/find_login"('nowhere', 'minsu@example.org') $$, 'an unknown team space gives nothing');

reset role;
insert into login_failure (team_space_id, email_key, failed_at, locked_until, updated_at)
values (900001, fold_text('minsu@example.org'), array[now()], now() + interval '15 minutes', now());
set local role gracy_app;
select results_eq($$ execute "access/find_login"('left', 'minsu@example.org') $$,
                  $$ values (900001::bigint, 7001::bigint, '$argon2id$left', 'active', now() + interval '15 minutes') $$, 'that an address is locked is said');
select results_eq($$ execute "access/find_login"('right', 'minsu@example.org') $$,
                  $$ values (900002::bigint, 7001::bigint, '$argon2id$right', 'active', null::timestamptz) $$, 'in one team space only');
reset role;
update login_failure set locked_until = now();
insert into member_password (team_space_id, member_id, password_hash)
values (900002, 7002, '$argon2id$right'), (900001, 7004, '$argon2id$left'), (900002, 7102, '$argon2id$right');
set local role gracy_app;
select results_eq($$ execute "access/find_login"('left', 'minsu@example.org') $$,
                  $$ values (900001::bigint, 7001::bigint, '$argon2id$left', 'active', null::timestamptz) $$, 'until it is over');

select results_eq($$ execute "access/open_session"(900001, 7001, sha256('s1'), 3600, 7200, '192.0.2.1', 'test', 'r1', '$argon2id$left') $$,
                  $$ values ('ok', now() + interval '2 hours') $$, 'a session opens');
select is((select count(*)::int from login_failure where team_space_id = 900001), 0, 'and forgets the failures');
select results_eq($$ execute "access/find_session"(sha256('s1')) $$,
                  $$ values (900001::bigint, 7001::bigint, 'manager', 'ko', now() + interval '2 hours', now() + interval '1 hour', array['*'], '{}'::text[]) $$,
                  'it says who it is: a manager, by having reports');
select results_eq($$ execute "access/open_session"(900001, 7004, sha256('s2'), 3600, 7200, null, null, null, '$argon2id$left') $$, $$ values ('inactive_member', null::timestamptz) $$, 'not for who has left');
select results_eq($$ execute "access/open_session"(900001, 7102, sha256('s2'), 3600, 7200, null, null, null, '$argon2id$right') $$, $$ values ('inactive_member', null::timestamptz) $$, 'nor for a member of another team space');
select results_eq($$ execute "access/open_session"(900001, 7001, sha256('s2'), 3600, 7200, null, null, null, '$argon2id$old') $$, $$ values ('inactive_member', null::timestamptz) $$, 'nor with the password of before');
select results_eq($$ execute "access/open_session"(900002, 7002, sha256('s3'), 3600, 1800, null, null, null, '$argon2id$right') $$, $$ values ('ok', now() + interval '30 minutes') $$, 'another');
select results_eq($$ execute "access/find_session"(sha256('s3')) $$,
                  $$ values (900002::bigint, 7002::bigint, 'owner', 'en', now() + interval '30 minutes', now() + interval '30 minutes', array['*'], '{}'::text[]) $$,
                  'roles are of their team space, and the idle end never is behind the absolute one');
select results_eq($$ execute "access/touch_session"(sha256('s1'), 5400) $$, $$ values (now() + interval '90 minutes') $$, 'use moves the idle end');
select results_eq($$ execute "access/touch_session"(sha256('s1'), 86400) $$, $$ values (now() + interval '2 hours') $$, 'up to the absolute one');
select results_eq($$ execute "access/touch_session"(sha256('s1'), 60) $$, $$ values (now() + interval '2 hours') $$, 'and never back');
select results_eq($$ execute "access/touch_session"(sha256('none'), 60) $$, $$ values (null::timestamptz) $$, 'unless there is no session');
reset role;
update member set status = 'left' where team_space_id = 900001 and id = 7001;
set local role gracy_app;
select is_empty($$ execute "access/find_session"(sha256('s1')) $$, 'a leaver''s session is none');
select results_eq($$ execute "access/close_session"(sha256('s3'), null) $$, $$ values (true) $$, 'a session closes');
select results_eq($$ execute "access/close_session"(sha256('s3'), null) $$, $$ values (false) $$, 'once');

select lives_ok($$ execute "access/create_api_token"(900001, 7002, 'mine', 'grc_live_x', sha256('7002'), '{people:read}', null, null, null) $$, 'a token is made');
select results_eq($$ execute "access/find_api_token"(sha256('7002')) $$,
                  $$ select id, 900001::bigint, 7002::bigint, 'member', 'ko', array['people:read'], null::timestamptz, '{}'::text[] from api_token where hash = sha256('7002') $$,
                  'and acts for its member');
select results_eq($$ execute "access/create_api_token"(900001, 7004, 'mine', 'grc_live_x', sha256('more'), '{}', null, null, null) $$, $$ values ('inactive_member', null::bigint, null::timestamptz) $$, 'not for who has left');
select id as token from api_token where hash = sha256('7002') \gset
select results_eq('execute "access/revoke_api_token"(900001, 7003, ' || :token || ', null)', $$ values ('unknown_token') $$, 'somebody else cannot revoke it');
select results_eq('execute "access/revoke_api_token"(900002, 7002, ' || :token || ', null)', $$ values ('unknown_token') $$, 'nor the same id in another team space');
select results_eq('execute "access/revoke_api_token"(900001, 7002, ' || :token || ', null)', $$ values ('ok') $$, 'the member can');
select is_empty($$ execute "access/find_api_token"(sha256('7002')) $$, 'and then it does nothing any more');
select lives_ok($$ do 'begin for n in 1..50 loop insert into api_token (team_space_id, member_id, name, prefix, hash, scopes) values (900001, 7003, ''t'', ''p'', sha256((''t'' || n)::bytea), ''{}''); end loop; end' $$, 'fifty tokens');
select results_eq($$ execute "access/create_api_token"(900001, 7003, 'mine', 'grc_live_x', sha256('more'), '{}', null, null, null) $$, $$ values ('too_many_tokens', null::bigint, null::timestamptz) $$, 'are enough');
select * from finish();
rollback;
