-- Install links that were used, have expired or lead somewhere, and installs at every stage.
insert into slack_install_link (team_space_id, token_hash, created_by, created_at, expires_at, used_at)
select member.team_space_id, sha256(('link ' || member.team_space_id || ' ' || n)::bytea), member.id, now() - interval '2 days',
       now() - interval '1 day', case when n % 2 = 0 then now() - interval '36 hours' end
from generate_series(1, 300) as n,
     (select team_space_id, min(id) as id from member group by team_space_id) as member;
insert into slack_install_link (team_space_id, token_hash, created_by, expires_at)
select team_space_id, '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', min(id), now() + interval '1 day'
from member where team_space_id = (select id from team_space where slug = 'hanbit') group by team_space_id;
insert into slack_install (team_space_id, link_id, state_hash, browser_hash, redirect_uri, stage, expires_at, ended_at)
select team_space_id, id, sha256(('state ' || id)::bytea), sha256(('browser ' || id)::bytea), 'https://gracy.example/slack/oauth/callback',
       case when used_at is null then 'denied' else 'connected' end, created_at + interval '10 minutes', created_at
from slack_install_link where token_hash <> '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
insert into slack_install (team_space_id, link_id, state_hash, browser_hash, redirect_uri, stage, expires_at, code, due_at, team_id, installation_id)
select link.team_space_id, link.id, case place.stage when 'asked' then link.token_hash else sha256(place.stage::bytea) end,
       decode(repeat('01', 32), 'hex'), 'https://gracy.example/slack/oauth/callback', place.stage, now() + interval '9 minutes',
       case place.stage when 'handed_over' then 'a code' end, place.due_at,
       case place.stage when 'checking' then 'T0HANBIT01' end,
       case place.stage when 'checking' then (select id from slack_installation where team_id = 'T0HANBIT01') end
from slack_install_link link,
     (values ('asked', null), ('handed_over', now() - interval '1 second'), ('exchanging', now() + interval '1 hour'),
             ('checking', now() - interval '1 minute')) as place(stage, due_at)
where link.token_hash = '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
-- Tokens that expire: one that is to be refreshed now, and one that is being refreshed.
update slack_installation
set refresh_sealed = '\x00', token_expires_at = now() + interval '2 hours', refresh_due_at = now(), token_sealed = '\x00', key_id = '0123abcd',
    refresh_begun_at = case when team_id <> 'T0HANBIT01' then timestamptz '2026-01-01' end
where id in (select min(id) from slack_installation where team_id is not null group by team_space_id order by 1 limit 2);
-- Of whose address there is doubt.
insert into slack_doubt (team_space_id, member_id) select team_space_id, id from member;
-- People whom nobody has linked, and workspaces of which everybody was read, and one of which they are being read.
insert into slack_user (team_id, user_id, team_space_id, name, is_guest)
select installation.team_id, 'U0NOBODY' || n, installation.team_space_id, 'Nobody ' || n, n % 3 = 0
from slack_installation installation, generate_series(1, 40) as n
where installation.team_id is not null;
insert into slack_sync (team_space_id, team_id, state, due_at, ended_at)
select team_space_id, team_id, 'done', now(), now() from slack_installation where team_id is not null
on conflict do nothing;
insert into slack_sync (team_space_id, team_id, state, due_at, ended_at)
select id, 'T0GONE' || n, 'failed', now(), now() from team_space, generate_series(1, 300) as n where slug in ('hanbit', 'daybreak')
on conflict do nothing;
update slack_sync set state = 'open', next_cursor = 'page', due_at = now() - interval '1 minute', ended_at = null where team_id = 'T0HANBIT01';
-- Sign-ins that wait, are being exchanged, are verified, and have ended.
insert into slack_sign_in (browser_hash, nonce_hash, redirect_uri, stage, code, due_at, expires_at, error, created_at)
select sha256(('browser ' || n)::bytea), sha256('nonce'), 'https://gracy.example/slack/sign-in/callback', 'failed', null, null, now(), 'access_denied',
       now() - n * interval '2 minutes'
from generate_series(1, 1000) as n;
insert into slack_sign_in (browser_hash, nonce_hash, redirect_uri, stage, code, due_at, expires_at, team_space_id, member_id)
select decode(repeat(place.byte, 32), 'hex'), sha256('nonce'), 'https://gracy.example/slack/sign-in/callback', place.stage,
       case place.stage when 'handed_over' then 'a code' end, place.due_at, now() + interval '9 minutes',
       case place.stage when 'verified' then person.team_space_id end, case place.stage when 'verified' then person.member_id end
from (values ('01', 'handed_over', now() - interval '1 second'), ('02', 'exchanging', now() + interval '1 hour'), ('03', 'verified', null))
         as place(byte, stage, due_at),
     (select team_space_id, member_id from slack_user where team_id = 'T0HANBIT01' and user_id = 'U0HB000002') as person;
-- An organization whose workspaces are being listed: two that it was approved for, and people who are in both.
insert into slack_installation (team_space_id, app_id, enterprise_id, name, token_sealed, key_id)
select id, 'A0GRACY001', 'E0ORG', 'Hanbit Group', '\x00', '0123abcd' from team_space where slug = 'hanbit';
insert into slack_installation (team_space_id, app_id, enterprise_id, team_id, organization_id, approved_at)
select organization.team_space_id, organization.app_id, organization.enterprise_id, 'T0ORG' || n, organization.id, now() - interval '1 day'
from slack_installation organization, generate_series(1, 2) as n
where organization.enterprise_id = 'E0ORG';
insert into slack_user (team_id, user_id, team_space_id, enterprise_id, name)
select 'T0ORG' || workspace, 'U0ORG' || n, organization.team_space_id, organization.enterprise_id, 'Everywhere ' || n
from slack_installation organization, generate_series(1, 2) as workspace, generate_series(1, 600) as n
where organization.enterprise_id = 'E0ORG' and organization.team_id is null;
insert into slack_sync (team_space_id, team_id, next_cursor)
select team_space_id, enterprise_id, 'page' from slack_installation where enterprise_id = 'E0ORG' and team_id is null;
