-- A challenge once and in time, a wallet of one member, and nothing of it in the audit log.
begin;
set local role gracy_app;
delete from wallet; delete from wallet_challenge;
select plan(21);

create temporary table people as
select team_space_id as space, id, row_number() over (order by id) as n
from member where team_space_id = (select id from team_space where slug = 'hanbit') and status = 'active' order by id limit 2;
create function pg_temp.space() returns bigint language sql as $$ select min(space) from people $$;
create function pg_temp.person(p_n int) returns bigint language sql as $$ select id from people where n = p_n $$;
create function pg_temp.other_space() returns bigint language sql as $$ select id from team_space where slug <> 'hanbit' and exists (select from member where team_space_id = team_space.id) limit 1 $$;
create function pg_temp.wallet(p_n int) returns bytea language sql as $$ select decode(lpad(to_hex(p_n), 40, 'a'), 'hex') $$;
create function pg_temp.ask(p_person int, p_nonce text, p_wallet int, p_until timestamptz default now() + interval '10 minutes') returns text language sql as $$
    select challenge_wallet(pg_temp.space(), pg_temp.person(p_person), p_nonce, pg_temp.wallet(p_wallet), 'sign', p_until)
$$;
create function pg_temp.link(p_person int, p_nonce text) returns text language sql as $$
    select (link_wallet(pg_temp.space(), pg_temp.person(p_person), p_nonce, 'r')).outcome
$$;

select is(pg_temp.ask(1, 'a', 1), 'ok', 'a member is asked to sign');
select is(pg_temp.link(2, 'a'), 'unknown_challenge', 'which is nobody else''s to do');
select is((link_wallet(pg_temp.other_space(), pg_temp.person(1), 'a', 'r')).outcome, 'unknown_challenge', 'and of no other team space');
select is(pg_temp.link(1, 'a'), 'ok', 'and does');
select is(pg_temp.link(1, 'a'), 'unknown_challenge', 'once');
select is(pg_temp.ask(1, 'late', 1, now()), 'ok', 'a challenge that has run out');
select is(pg_temp.link(1, 'late'), 'unknown_challenge', 'is none');
select is(pg_temp.ask(1, 'again', 1) || pg_temp.link(1, 'again'), 'okok', 'who has it may link it again');
select is((select count(*) from wallet_challenge), 0::bigint, 'what was used or is over is forgotten');
select is(pg_temp.ask(2, 'b', 1) || pg_temp.link(2, 'b'), 'oktaken', 'another member may not');
select is((select count(*) from wallet_challenge), 0::bigint, 'and has used the challenge up');
select is((select array_agg(action) from audit_log where request_id = 'r'), array['wallet.link'], 'the audit log tells what changed something');
select is((select count(*) from audit_log where request_id = 'r' and audit_log::text ilike '%aaaaaaaaaaaaaaaaaaaa%'), 0::bigint, 'and not which wallet');
select is(share_wallet(pg_temp.space(), pg_temp.person(2), pg_temp.wallet(1), true, 'r'), null, 'only the owner shares it');
select ok(share_wallet(pg_temp.space(), pg_temp.person(1), pg_temp.wallet(1), true, 'r') is not null, 'and does');
select is((select array_agg(shares_balances) from wallet), array[true], 'so that it is shared');
select ok(not unlink_wallet(pg_temp.space(), pg_temp.person(2), pg_temp.wallet(1), 'r'), 'only the owner takes it back');
select ok(unlink_wallet(pg_temp.space(), pg_temp.person(1), pg_temp.wallet(1), 'r'), 'and does');
select is((select count(*) from wallet), 0::bigint, 'so that it is nobody''s');
select is(pg_temp.ask(2, 'c', 1) || pg_temp.link(2, 'c'), 'okok', 'then another may link it');
select end_access(pg_temp.space(), array[pg_temp.person(2)]);
select is((select count(*) from wallet), 0::bigint, 'until they leave');
select * from finish();
rollback;
