-- What running processes are told to forget: changes by anybody, at commit, and nothing else.
begin;
\ir company.inc
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('s1'), 900001, 7001, now() + interval '1 hour', now() + interval '2 hours'),
       (sha256('s2'), 900001, 7002, now() + interval '1 hour', now() + interval '2 hours'),
       (sha256('old'), 900001, 7002, now() - interval '1 hour', now() + interval '2 hours');
insert into api_token (team_space_id, id, member_id, name, prefix, hash, scopes) overriding system value
values (900001, 7001, 7001, 't', 'p', sha256('t1'), '{}'), (900001, 7002, 7002, 't', 'p', sha256('t2'), '{}');
-- What the preparation itself caused.
set constraints all immediate;
delete from access_change;
set constraints all deferred;
select plan(22);

-- Constraint triggers fire at commit, or when constraints become immediate.
create function pg_temp.noted() returns text language plpgsql as $$
declare
    found text;
begin
    set constraints all immediate;
    set constraints all deferred;
    with noted as (delete from access_change where team_space_id in (900001, 900002) returning *)
    select string_agg(concat_ws(' ', kind, team_space_id - 900000, member_id, encode(substr(subject, 1, 2), 'hex')), ', ' order by id)
    into found from noted;
    return found;
end
$$;
create function pg_temp.short(secret text) returns text language sql as $$ select encode(substr(sha256(secret::bytea), 1, 2), 'hex') $$;

update session set idle_expires_at = idle_expires_at + interval '1 minute' where id_hash = sha256('s1');
select is(pg_temp.noted(), null, 'use is no change');
update session set idle_expires_at = now() where id_hash = sha256('s1');
select is(pg_temp.noted(), 'session 1 7001 ' || pg_temp.short('s1'), 'a session cut short is one');
delete from session where id_hash in (sha256('s2'), sha256('old'));
select is(pg_temp.noted(), 'session 1 7002 ' || pg_temp.short('s2'), 'so is one that is closed, unless it was over');

update api_token set last_used_on = '2026-01-01' where team_space_id = 900001 and id = 7001;
select is(pg_temp.noted(), null, 'a token''s use is no change');
update api_token set revoked_at = now() where team_space_id = 900001 and id = 7001;
select is(pg_temp.noted(), 'api_token 1 7001 ' || pg_temp.short('t1'), 'its revocation is');
update api_token set scopes = '{kudos:write}' where team_space_id = 900001 and id = 7002;
select is(pg_temp.noted(), 'api_token 1 7002 ' || pg_temp.short('t2'), 'and another scope');
delete from api_token where team_space_id = 900001 and id in (7001, 7002);
select is(pg_temp.noted(), 'api_token 1 7002 ' || pg_temp.short('t2'), 'and a deletion, unless it was revoked');

update member set title = 'x' where team_space_id = 900001 and id = 7002;
select is(pg_temp.noted(), null, 'a title is no matter of access');
update member set status = 'left' where team_space_id = 900001 and id = 7002;
select is(pg_temp.noted(), 'member 1 7002, member 1 7001', 'leaving is, for the manager too, who may be none any more');
update member set locale = 'en' where team_space_id = 900001 and id = 7003;
select is(pg_temp.noted(), 'member 1 7003', 'a language is, sessions carry it');
update member set manager_id = 7005 where team_space_id = 900001 and id = 7003;
select is(pg_temp.noted(), 'member 1 7001, member 1 7005', 'a new manager is, and the old one');
update member set status = 'active', left_on = null where team_space_id = 900001 and id = 7002;
select is(pg_temp.noted(), 'member 1 7002, member 1 7001', 'so is coming back');
insert into member (team_space_id, id, name, email, manager_id) overriding system value values (900001, 7201, '신입', 'new@example.org', 7003);
select is(pg_temp.noted(), 'member 1 7003', 'a first report makes a manager');
insert into member (team_space_id, name, email, manager_id, status) values (900001, '옛사람', 'old@example.org', 7003, 'left');
insert into member (team_space_id, name, email) values (900001, '대표', 'head@example.org');
select is(pg_temp.noted(), null, 'nobody who has left, or has no manager, does');
delete from member where team_space_id = 900001 and id = 7201;
select is(pg_temp.noted(), 'member 1 7201, member 1 7003', 'and the end of it is');
insert into role_grant (team_space_id, member_id, role) values (900002, 7003, 'admin');
select is(pg_temp.noted(), 'member 2 7003', 'a role is');
delete from role_grant where team_space_id = 900002;
select is(pg_temp.noted(), 'member 2 7003', 'and its end');
update team_space set name = 'x' where id = 900001;
select is(pg_temp.noted(), null, 'a company''s name is not');
update team_space set status = 'suspended' where id = 900001;
select is(pg_temp.noted(), 'team_space 1', 'its suspension is');

set local role gracy_app;
select throws_ok($$ insert into access_change (kind, team_space_id) values ('member', 1) $$, '42501', null, 'the application cannot write it');
delete from role_grant where team_space_id = 900002;
insert into role_grant (team_space_id, member_id, role) values (900002, 7003, 'admin');
set constraints all immediate;
\i :statements
select is((select count(*)::int from access_change where team_space_id = 900002), 1, 'but its changes are written');
select ok((select id from access_change where team_space_id = 900002) > 0, 'with ids to read on from');
select * from finish();
rollback;
