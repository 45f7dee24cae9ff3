-- Attempts to log in: taken before anything is compared, counted by network, so that nobody keeps a member out from elsewhere.
begin;
\ir company.inc
insert into member_password (team_space_id, member_id, password_hash) values (900001, 7002, '$argon2id$old');
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at, ip)
values (sha256('office'), 900001, 7002, now() + interval '1 hour', now() + interval '1 day', '::ffff:198.51.100.7');
\i :statements
set local role gracy_app;
select plan(24);
create function pg_temp.tried(times int, ip text, email text default 'Younghee@example.org', member bigint default 7002, space bigint default 900001)
returns int language sql as $$
    -- How many were let through. One call for each n, which is in its arguments.
    select count(*)::int from generate_series(1, times) as n, take_login_attempt(space, member + 0 * n, email, ip) as attempt
    where attempt is null
$$;
select is(login_network('203.0.113.9'), '203.0.113.0/24', 'a network of IPv4');
select is(login_network('::ffff:203.0.113.9'), '203.0.113.0/24', 'also mapped into IPv6');
select is(login_network('2001:db8:1:2:3::4'), '2001:db8:1:2::/64', 'one of IPv6');
select is(login_network('unix:'), 'unix:', 'and a socket');
select is(login_network(null), null, 'or nothing');

select is(pg_temp.tried(12, '203.0.113.9'), 10, 'ten attempts are one network''s');
select is(pg_temp.tried(1, '203.0.113.200'), 0, 'of which this is another address');
select ok((take_login_attempt(900001, 7002, 'younghee@example.org', '203.0.113.9')) between now() + interval '14 minutes' and now() + interval '15 minutes', 'and then there are none for a quarter of an hour');
select is(pg_temp.tried(1, '192.0.2.1'), 1, 'elsewhere there are');
select is(pg_temp.tried(1, '203.0.113.9', 'chulsoo@example.org', 7003), 1, 'and for others');
select is(pg_temp.tried(1, '203.0.113.9', space => 900002), 1, 'also of the same address in another company');
select is(take_password_attempt(900001, 7002), null, 'who is signed in sets another password all the same');
select is(pg_temp.tried(60, '203.0.113.9', 'nobody@example.org', 0), 10, 'an address that nobody has is locked, too');
select is(pg_temp.tried(60, '203.0.113.9', 'nobody@example.org', 0, 0), 10, 'and so is one in a team space that there is not');

-- Everybody together.
select is((select sum(pg_temp.tried(10, '10.0.' || n || '.1'))::int from generate_series(1, 6) as n), 39, 'fifty attempts are for all networks');
select is(pg_temp.tried(1, '10.1.0.1'), 0, 'then a new one has none');
select is(pg_temp.tried(1, '198.51.100.99'), 1, 'but that from which the member is signed in');
select results_eq($$ execute "access/open_session"(900001, 7002, sha256('new'), 60, 60, '198.51.100.99', null, null, '$argon2id$old') $$, $$ values ('ok', now() + interval '60 seconds') $$, 'who has the password comes in');
select is((select array_agg(split_part(email_key, E'\n', 2) order by email_key) from login_failure where team_space_id = 900001 and email_key like 'younghee%' and email_key not like E'%\n10.0.%'),
          '{10.1.0.0/24,192.0.2.0/24,203.0.113.0/24,"signed in"}', 'which forgets those of the address and of that network');

-- One's own.
select is((select count(*)::int from generate_series(1, 12) as n, take_password_attempt(900001, 7002 + 0 * n) as attempt where attempt is null), 9, 'ten wrong ones are enough');
select end_sign_ins(900001, 7002, null);
select is((select count(*)::int from login_failure where team_space_id = 900001 and email_key like 'younghee%'), 0, 'a new password ends all of it');
-- A server that was too busy to compare.
select is(pg_temp.tried(10, '203.0.113.9', 'chulsoo@example.org', 7003), 9, 'of one more all are taken');
execute "access/give_back_login_attempt"(900001, 'Chulsoo@example.org', '203.0.113.77');
select is(pg_temp.tried(2, '203.0.113.9', 'chulsoo@example.org', 7003), 1, 'and one that was given back is there again');
-- When it is over.
reset role;
update login_failure set failed_at = array(select at - interval '15 minutes' from unnest(failed_at) as at), locked_until = now()
where team_space_id = 900001 and email_key = E'chulsoo@example.org\n203.0.113.0/24';
set local role gracy_app;
select is(pg_temp.tried(12, '203.0.113.9', 'chulsoo@example.org', 7003), 10, 'after a quarter of an hour there are ten again');
select * from finish();
rollback;
