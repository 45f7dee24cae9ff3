-- What the demo does not fill: every table gets far more than 500 rows, in several team spaces, so that a plan without
-- an index shows.

insert into team_space (slug, name)
select 'filler-' || n, 'Filler ' || n from generate_series(1, 600) as n;
insert into department (team_space_id, name)
select id, 'Office' from team_space where slug like 'filler-%';
insert into department (team_space_id, parent_id, name)
select department.team_space_id, department.id, 'Desk ' || n
from department join team_space on team_space.id = department.team_space_id, generate_series(1, 3) as n
where team_space.slug like 'filler-%';
insert into allowance_policy (team_space_id, monthly_points)
select id, 100 from team_space where slug like 'filler-%';
insert into company_value (team_space_id, name, name_ko)
select id, 'Ownership', '주인의식' from team_space where slug like 'filler-%';
insert into slack_installation (team_space_id, app_id, team_id, enterprise_id)
select id, 'A0GRACY001', case when id % 4 > 0 then 'T0FILL' || id end, 'E0FILL' || id from team_space where slug like 'filler-%';

insert into role_grant (team_space_id, member_id, role)
select team_space_id, id, 'announcer' from member;
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
select sha256(('session' || team_space_id || '/' || id)::bytea), team_space_id, id,
       now() + interval '1 hour', now() + interval '1 day'
from member;
insert into api_token (team_space_id, member_id, name, prefix, hash, scopes)
select team_space_id, id, 'token', 'grc_live_00000000', sha256(('token' || team_space_id || '/' || id)::bytea), '{*}' from member;
insert into member_password (team_space_id, member_id, password_hash)
select team_space_id, id, '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA' from member;
insert into login_failure (team_space_id, email_key, failed_at, updated_at)
select id, 'somebody' || n || '@example.org', array[now()], now() from team_space, generate_series(1, 3) as n;
insert into access_change (kind, team_space_id, member_id)
select 'member', team_space_id, id from member;
insert into idempotency_key (team_space_id, principal_id, route, key, request_hash, resource_id)
select team_space_id, id, 'POST /api/v1/kudos', 'key', '\x00', 1 from member;
insert into event_log (event_id, kind, team_id, type, received_at, expire_at, document)
select 'Ev' || n, 'event', 'T0HANBIT01', 'message', now(), now() + interval '30 days', '\x0500000000'
from generate_series(1, 2000) as n;
insert into staking_delivery (provider, delivery_id, chain_id, sequence, body, received_at, state, finished_at)
select 'alchemy', 'whevt_' || n, 31337, n, '{}', now(), case when n % 2 = 0 then 'new' else 'done' end,
       case when n % 2 = 1 then now() end
from generate_series(1, 2000) as n;
insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account,
                           amount, state, source, sequence)
select 31337, decode(repeat('c0', 20), 'hex'), sha256(n::text::bytea), n % 7, n / 2, sha256(('b' || n / 2)::bytea),
       now() - interval '1 minute' * (3000 - n), (array['stake', 'claim', 'withdraw'])[1 + n % 3],
       decode(lpad(to_hex(n % 50), 40, '0'), 'hex'), n * 1e18::numeric, case when n > 2900 then 'pending' else 'final' end,
       'poll', n
from generate_series(1, 3000) as n;
insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, amount, state,
                           source, season, starts_at, ends_at)
select 31337, decode(repeat('c' || n % 4, 20), 'hex'), sha256(('s' || n)::bytea), 0, n, sha256(('s' || n)::bytea), now(),
       'season_created', n, 'final', 'poll', n, now() + interval '1 day' * n, now() + interval '1 day' * (n + 1)
from generate_series(1, 400) as n;
insert into staking_position (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)
select 31337, decode(repeat('c' || n % 4, 20), 'hex'), decode(lpad(to_hex(1000 + n), 40, '0'), 'hex'), n * 1e18::numeric,
       n % 3 * n * 5e17::numeric, n, 3, n, now()
from generate_series(1, 3000) as n;
insert into staking_day (chain_id, contract, day, staked, withdrawn, claimed, events)
select 31337, decode(repeat('c' || n % 4, 20), 'hex'), date '2020-01-01' + n, n * 1e18::numeric, n, n, 3
from generate_series(1, 2000) as n;
insert into staking_cursor (chain_id, contract, last_block, last_block_hash, proven_sequence)
select 31000 + n, decode(repeat('c0', 20), 'hex'), 1, sha256('b'::bytea), 7 from generate_series(1, 1000) as n;
insert into staking_provider (chain_id, name, operator_group, paid, state, until, head, finalized, latency_ms, error)
select 31000 + n / 20, 'provider ' || n, 'group ' || n % 12, n % 20 = 0, 'healthy', now(), n, n, 20, 'none'
from generate_series(1, 2000) as n;
insert into staking_spending (chain_id, day, watched, watched_at, public_units, paid_units, webhook_bytes)
select 31000 + n % 400, (now() at time zone 'UTC')::date - n / 400, '23 hours', now(), 100000, 200, 4000
from generate_series(1, 2000) as n;
insert into staking_swept (chain_id, contract, swept, first_block, first_block_time, last_block, last_block_time)
select 31000 + n, decode(repeat('c0', 20), 'hex'), amount, amount, now(), amount, now() from generate_series(1, 1000) as n, generate_series(0, 2) as amount;
insert into staking_reading (chain_id, contract, first_block, last_block, read_block, ends_at)
select 31000 + n, decode(repeat('c0', 20), 'hex'), 1, 2000, n, now() from generate_series(1, 1000) as n;
insert into staking_evidence (chain_id, provider, operator_group, request, response_sha256, verdict)
select 31337 + n % 2, 'provider ' || n % 20, 'group ' || n % 12, 'eth_getLogs []', sha256(n::text::bytea), 'a lie'
from generate_series(1, 2000) as n;
insert into job (kind, lane, payload, state, available_at, max_attempts, finished_at, dedupe_key)
select 'slack.sync', 'bulk', '{}', (array['queued', 'done', 'dead', 'done'])[1 + n % 4], now() - interval '1 second' * n, 5,
       case when n % 4 > 0 then now() end, 'populate-' || n
from generate_series(1, 4000) as n;
insert into cron_run (name, team_space_id, fire_at)
select 'celebrations', id, now() - interval '1 day' * n from team_space, generate_series(1, 3) as n;
