-- What ends with an employment does not come back with it, nor does an address make a leaver of somebody new.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner');
insert into member_password (team_space_id, member_id, password_hash)
select space, 7003, '$argon2id$old' from unnest(array[900001, 900002]) as space;
insert into password_link (team_space_id, member_id, email_key, asked_by, token_hash, expires_at)
values (900001, 7003, 'chulsoo@example.org', 7001, sha256('link'), now() + interval '1 hour');
update member set left_on = '2026-01-01' where id = 7004;
set local role gracy_app;
select plan(14);
create function pg_temp.imported(people jsonb, gives_roles bool default true) returns text[] language sql as $$
    select array_agg(concat_ws(' ', line, nullif(outcome, 'refused'), field, code, subject) collate "default")
    from import_members(900001, 7001, people, false, 'r', gives_roles)
$$;
select is(change_member(900001, 7001, 7003, 0, '{"status": "left"}', 'r', true), 'ok', 'somebody leaves');
select is((select array_agg(team_space_id) from member_password where member_id = 7003 and team_space_id > 900000), '{900002}', 'and has no password any more, the namesake has');
select is(reset_password(sha256('link'), '$argon2id$new', null), 'unknown_link', 'nor a link to set one');
select is(change_member(900001, 7001, 7003, 0, '{"status": "active"}', 'r', true), 'ok', 'who comes back');
select is((select count(*)::int from member_password where team_space_id = 900001 and member_id = 7003), 0, 'sets a new one');

select is(pg_temp.imported('[{"line": 2, "email": "gone@example.org", "name": "새 사람", "status": "active"}]'), '{2 email former_member 최떠남}', 'somebody new with the address of a leaver');
select is(pg_temp.imported('[{"line": 2, "email": "Gone@example.org", "name": "새 사람"}]'), '{2 email former_member 최떠남}', 'is nobody who left, in any case of letters');
select is((select name || ' ' || status from member where team_space_id = 900001 and id = 7004), '최떠남 left', 'nothing becomes of the leaver');
select is(pg_temp.imported('[{"line": 2, "email": "gone@example.org", "name": "최떠남", "status": "left"}]'), '{2 unchanged}', 'who is in the file of every night');
select is(pg_temp.imported('[{"line": 2, "email": "gone@example.org", "name": "최 떠남", "status": "active"}]'), '{2 returns}', 'and returns by their own name');
select is((select status from member where team_space_id = 900001 and id = 7004), 'active', 'to work');
select is(pg_temp.imported('[{"line": 2, "email": "gone@example.org", "name": "최떠남새이름"}]'), '{2 updated}', 'who works here may have another name');
select is(change_member(900001, 7001, 7004, 0, '{"status": "left"}', 'r', true), 'ok', 'and leave again');
select is(pg_temp.imported('[{"line": 2, "email": "gone@example.org", "status": "active"}]', null), '{2 updated}', 'a server of before says what it knows');
select * from finish();
rollback;
