-- What has had its time goes, and nothing else; no caller's limit is passed.
begin;
\ir company.inc
delete from session; delete from access_change; delete from idempotency_key; delete from event_log; delete from job;
delete from cron_run; delete from login_failure; delete from staking_delivery; delete from wallet_verification;
set constraints all immediate;
delete from access_change;
set constraints all deferred;
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
select sha256(n::text::bytea), 900001, 7001, now() + interval '1 minute' * n, now() + interval '1 day' from generate_series(-3, 3) as n;
insert into access_change (kind, team_space_id, created_at) values ('member', 1, now() - interval '61 minutes'), ('member', 1, now() - interval '59 minutes');
insert into idempotency_key (team_space_id, principal_id, route, key, request_hash, resource_id, created_at)
select 900001, 7001, 'r', n::text, '', 1, now() - interval '1 hour' * n from unnest(array[23, 25]) as n;
insert into event_log (event_id, kind, type, received_at, expire_at, document)
select n::text, 'event', 't', now(), now() + interval '1 hour' * n, '' from unnest(array[-1, 1]) as n;
insert into job (kind, lane, payload, state, available_at, max_attempts, finished_at)
select 'k', 'l', '{}', state, now(), 1, now() - interval '1 day' * n
from unnest(array['done', 'dead', 'queued']) as state, unnest(array[6, 8]) as n;
insert into job (kind, lane, payload, state, available_at, attempts, max_attempts)
select kind, 'l', '{}', state, now() - interval '1 hour' * hours, 1, 3
from unnest(array['staking.contracts.gone.poll', 'staking.verify_wallets']) as kind, unnest(array['queued', 'running']) as state,
     unnest(array[23, 25]) as hours;
insert into job (kind, lane, payload, state, available_at, max_attempts, finished_at)
select 'dead ' || n, 'l', '{}', 'dead', now(), 1, now() - interval '1 day' * n from unnest(array[89, 91]) as n;
insert into cron_run (name, team_space_id, fire_at, claimed_at)
select 'n', 0, now() - interval '1 day' * n, now() - interval '1 day' * n from unnest(array[29, 31]) as n;
insert into login_failure (team_space_id, email_key, failed_at, updated_at)
select 900001, n::text, '{}', now() - interval '1 minute' * n from unnest(array[59, 61]) as n;
insert into staking_delivery (provider, delivery_id, chain_id, body, received_at, state, finished_at)
select 'p', state || n, 1, '', now(), state, case when state <> 'new' then now() - interval '1 day' * n end
from unnest(array['new', 'done', 'refused']) as state, unnest(array[29, 31]) as n;
insert into wallet_verification (team_space_id, member_id, address, chain_id, message_hash, signature, state, reason, asked_at)
select 900001, 7001, decode(lpad(n::text, 40, '0'), 'hex'), 1, sha256(''), '', case when n % 2 = 0 then 'verifying' else 'refused' end,
       case when n % 2 = 1 then 'not_signed' end, now() - interval '1 hour' * n from generate_series(22, 25) as n;
insert into api_token (team_space_id, id, member_id, name, prefix, hash, scopes, revoked_at, expires_at) overriding system value
select 900001, 7000 + n, 7001, 'token ' || n, 'p', sha256(('token ' || n)::bytea), '{*}', case when n < 4 then now() - interval '1 day' * (87 + n) end,
       case when n >= 4 then now() - interval '1 day' * (84 + n) end
from generate_series(2, 7) as n;
insert into password_link (team_space_id, member_id, email_key, asked_by, asked_at)
select 900001, member_id, 'x', 7001, now() - interval '1 day' * age from (values (7001, 6), (7002, 8)) as link(member_id, age);
set local role gracy_app;
select plan(10);
select is((select purge_expired(2))::text, '(2,1,1,1,1,2,4,1,1,1,1)', 'at most two of each kind, expired ones only');
select is((select purge_expired(2))::text, '(1,0,0,0,0,0,0,0,0,0,0)', 'the rest on the next call');
select is((select purge_expired(2))::text, '(0,0,0,0,0,0,0,0,0,0,0)', 'then nothing');
select is((select count(*)::int from session), 4, 'what lives stays');
select is((select array_agg(id order by id) from api_token where team_space_id = 900001), array[7002, 7003, 7004, 7005, 7006]::bigint[],
          'tokens that are over are shown for 90 days');
select is((select array_agg(member_id) from password_link where team_space_id = 900001), array[7001]::bigint[], 'links for a week');
select is((select array_agg(state order by state) from job where kind = 'k'), array['dead', 'dead', 'done', 'queued', 'queued'], 'dead jobs wait for an operator');
select is((select array_agg(kind) from job where kind like 'dead %'), array['dead 89'], 'for 90 days');
select is((select array_agg(kind order by kind) from job where kind <> 'k' and kind not like 'dead %'),
          array['staking.contracts.gone.poll', 'staking.contracts.gone.poll', 'staking.verify_wallets', 'staking.verify_wallets', 'staking.verify_wallets', 'staking.verify_wallets'],
          'polls that nobody takes go after a day, and no other job that waits');
reset role;
set constraints all immediate;
select is((select count(*)::int from access_change), 1, 'and a purged session is no change of access');
select * from finish();
rollback;
