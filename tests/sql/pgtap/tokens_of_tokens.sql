-- What a token has made is revoked with it, a new password by a mailed link ends all of them, and whose they are hears of each.
begin;
\ir company.inc
\i :statements
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
select sha256(name::bytea), space, member, now() + idle, now() + interval '1 day'
from (values ('session', 900001, 7002, interval '1 hour'), ('of the other', 900001, 7003, '1 hour'), ('old', 900001, 7002, '0'),
             ('right', 900002, 7002, '1 hour')) as opened(name, space, member, idle);
set local role gracy_app;
select plan(24);
create function pg_temp.made(name text, maker text, space bigint default 900001) returns text language sql as $$
    select outcome from create_api_token(space, 7002, name, 'grc_live_x', sha256(name::bytea), '{people:read}', null, sha256(maker::bytea), 'r')
$$;
create function pg_temp.good(space bigint default 900001) returns text[] language sql as $$
    select array_agg(name order by name collate "C") from api_token where team_space_id = space and member_id = 7002 and revoked_at is null
$$;
create function pg_temp.id_of(called text, space bigint default 900001) returns bigint language sql as $$
    select id from api_token where team_space_id = space and hash = sha256(called::bytea)
$$;
select is(pg_temp.made('first', 'session'), 'ok', 'a session makes a token');
select is(pg_temp.made('child', 'first'), 'ok', 'which makes another');
select is(pg_temp.made('grandchild', 'child'), 'ok', 'and that one, too');
select is(pg_temp.made('sibling', 'session'), 'ok', 'the session makes one more');
select is(pg_temp.made('theirs', 'first', 900002), 'revoked_maker', 'elsewhere nobody knows the first');
select is(pg_temp.made('theirs', 'session', 900002), 'revoked_maker', 'nor the session');
select is(pg_temp.made('theirs', 'right', 900002), 'ok', 'but one of theirs');
select is((select made_by_token_id from api_token where hash = sha256('theirs')), null, 'and that token is its own');
select is(pg_temp.made('stolen', 'of the other'), 'revoked_maker', 'somebody else''s session makes none for the member');
select is(pg_temp.made('stolen', 'old'), 'revoked_maker', 'nor one that is over');
select is((select array_agg(made_by_token_id) from api_token where team_space_id = 900001 and name in ('child', 'grandchild')), array[pg_temp.id_of('first'), pg_temp.id_of('child')], 'each knows its maker');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'token.created'), 4, 'the member hears of each');
select ok((select text_ko like '%first%' and text_en like '%first%' from member_notice where team_space_id = 900001 and kind = 'token.created' order by id limit 1), 'by its name');
select is((select diff ->> 'made_by_token_id' from audit_log where team_space_id = 900001 and target_id = pg_temp.id_of('child')::text), pg_temp.id_of('first')::text, 'the log says what made it');
select is(revoke_api_token(900001, 7003, pg_temp.id_of('first'), 'r'), 'unknown_token', 'nobody else revokes it');
select is(revoke_api_token(900001, 7002, pg_temp.id_of('first'), 'r'), 'ok', 'revoked');
select is(pg_temp.good(), array['sibling'], 'with all that came of it, and with nothing else');
select is(pg_temp.good(900002), array['theirs'], 'nor elsewhere');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'token.revoke'), 3, 'each is in the log');
select is(pg_temp.made('late', 'child'), 'revoked_maker', 'and makes no more');

-- A new password by a link.
reset role;
insert into password_link (team_space_id, member_id, email_key, asked_by, token_hash, expires_at)
values (900001, 7002, 'younghee@example.org', 7001, sha256('l1'), now() + interval '1 hour');
set local role gracy_app;
select is(reset_password(sha256('l1'), '$argon2id$new', 'r', true), 'ok', 'tokens may be kept');
reset role;
insert into password_link (team_space_id, member_id, email_key, asked_by, token_hash, expires_at)
values (900001, 7002, 'younghee@example.org', 7001, sha256('l2'), now() + interval '1 hour');
set local role gracy_app;
select is((select array_agg(made.good) from (select pg_temp.good() || reset_password(sha256('l2'), '$argon2id$newer', 'r', false) as good) as made)::text, '{{sibling,ok}}', 'and else');
select is(pg_temp.good() is null and pg_temp.good(900002) is not null, true, 'they end, but nobody else''s');
select is(pg_temp.made('late', 'session'), 'revoked_maker', 'and a process that still remembers the session makes none with it');
select * from finish();
rollback;
