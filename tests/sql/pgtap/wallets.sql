-- A challenge once and in time, a wallet of one member, and nothing of it in the audit log.
begin;
set local role gracy_app;
\i :statements
delete from wallet; delete from wallet_challenge; delete from wallet_verification; delete from member_notice;
select plan(47);

create temporary table people as
select team_space_id as space, id, row_number() over (order by id) as n
from member where team_space_id = (select id from team_space where slug = 'hanbit') and status = 'active' order by id limit 2;
create function pg_temp.space() returns bigint language sql as $$ select min(space) from people $$;
create function pg_temp.person(p_n int) returns bigint language sql as $$ select id from people where n = p_n $$;
create function pg_temp.other_space() returns bigint language sql as $$ select id from team_space where slug <> 'hanbit' and exists (select from member where team_space_id = team_space.id) limit 1 $$;
create function pg_temp.wallet(p_n int) returns bytea language sql as $$ select decode(lpad(to_hex(p_n), 40, 'a'), 'hex') $$;
create function pg_temp.call(query text) returns text language plpgsql as $$
declare
    line record;
    found text[] := '{}';
begin
    for line in execute 'execute ' || query loop
        found := found || line::text;
    end loop;
    return array_to_string(found, ' ');
end
$$;
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

-- Wallets that are contracts.
create function pg_temp.verify(p_person int, p_nonce text, p_wallet int, p_hash text default 'h') returns text language sql as $$
    select pg_temp.ask(p_person, p_nonce, p_wallet)
           || ' ' || (verify_wallet(pg_temp.space(), pg_temp.person(p_person), p_nonce, 1, sha256(p_hash::bytea), '\x01')).outcome
$$;
create function pg_temp.settle(p_person int, p_wallet int, p_verdict text, p_hash text default 'h') returns text language sql as $$
    select settle_wallet(pg_temp.space(), pg_temp.person(p_person), pg_temp.wallet(p_wallet), sha256(p_hash::bytea), p_verdict)
$$;
create function pg_temp.listed(p_person int) returns text language sql as $$
    select pg_temp.call(format($q$"staking/list_wallets"(%s, %s)$q$, pg_temp.space(), pg_temp.person(p_person)))
$$;
create function pg_temp.notices(p_person int) returns text[] language sql as $$
    select array_agg(kind order by id) from member_notice where team_space_id = pg_temp.space() and member_id = pg_temp.person(p_person)
$$;
select is(pg_temp.verify(1, 'd', 2), 'ok verifying', 'a contract is asked');
select is((verify_wallet(pg_temp.space(), pg_temp.person(1), 'd', 1, sha256('h'), '\x01')).outcome, 'unknown_challenge', 'once for a challenge');
select is((select count(*) from job where kind = 'staking.verify_wallets'), 1::bigint, 'by a worker that is woken');
select matches(pg_temp.listed(1), ',verifying,,f,\)$', 'and is listed meanwhile');
select is(pg_temp.verify(1, 'e', 2, 'later'), 'ok verifying', 'another tab asks again');
select is((select count(*) from job where kind = 'staking.verify_wallets'), 1::bigint, 'and one job does for both');
select is(pg_temp.settle(1, 2, 'signed'), 'gone', 'so that an answer to the first question ends nothing');
select is((select count(*) from wallet), 0::bigint, 'and links nothing');
select is(pg_temp.settle(2, 2, 'signed', 'later'), 'gone', 'nor does one of another member');
select is(pg_temp.settle(1, 2, 'signed', 'later'), 'linked', 'the second one links');
select is(pg_temp.settle(1, 2, 'signed', 'later'), 'gone', 'once');
select matches(pg_temp.listed(1), ',linked,,f,', 'and it is listed as linked');
select is(pg_temp.notices(1), array['wallet.linked', 'wallet.linked'], 'which the member is told, as of the one that was linked at once');
select is(pg_temp.verify(1, 'f', 2), 'ok linked', 'who has it need not ask again');
select is(pg_temp.verify(2, 'g', 2), 'ok verifying', 'nobody else learns whose it is by asking');
select is(pg_temp.settle(2, 2, 'signed'), 'refused', 'before they have shown that it is theirs too');
select is(pg_temp.verify(2, 'h', 3) || ' ' || pg_temp.settle(2, 3, 'not_signed'), 'ok verifying refused', 'a contract that says no');
select matches(pg_temp.listed(2), ',refused,not_signed,f,\)$', 'is listed with the reason');
select is(pg_temp.notices(2), array['wallet.refused', 'wallet.refused'], 'which the member is told');
select is(pg_temp.verify(1, 'i', 4) || ' ' || pg_temp.verify(2, 'j', 4) || ' ' || pg_temp.settle(2, 4, 'signed') || ' ' || pg_temp.settle(1, 4, 'signed'),
          'ok verifying ok verifying linked refused', 'of two members the first one has it');
select ok(pg_temp.listed(1) like '%,refused,taken,f,)%', 'and the other reads why not');
select ok(unlink_wallet(pg_temp.space(), pg_temp.person(1), pg_temp.wallet(4), 'r'), 'what was asked can be taken back');
update wallet_verification set available_at = now() where state = 'verifying';
select is(pg_temp.verify(1, 'k', 5) || ' ' || split_part(pg_temp.call('"staking/take_wallet_verifications"(1, 5)'), ',', 2),
          'ok verifying ' || pg_temp.person(1), 'a worker takes what is due');
delete from wallet; delete from wallet_verification;
do $$ begin perform pg_temp.verify(2, 'r' || n, 100 + n) || pg_temp.settle(2, 100 + n, 'not_signed') from generate_series(1, 12) as n; end $$;
select is((select count(*) from wallet_verification where state = 'refused'), 10::bigint, 'the last ten refusals are kept');
select is((select count(*) from generate_series(1, 12) as n where pg_temp.verify(2, 'w' || n, 200 + n) = 'ok verifying'), 10::bigint,
          'and leave room for ten that are asked');
select is(pg_temp.ask(2, 'c', 1) || pg_temp.link(2, 'c'), 'okok', 'then another may link it');
select end_access(pg_temp.space(), null, array[pg_temp.person(2)], null);
select is((select count(*) from wallet), 0::bigint, 'until they leave');
select end_access(pg_temp.space(), null, array[pg_temp.person(1)], null);
select is((select count(*) from wallet_verification), 0::bigint, 'and nothing is asked for who has left');
select * from finish();
rollback;
