-- Lets people into the demo. Run after demo.sql, as often as wanted, with psql variables:
--   admin_token_hash, member_token_hash   SHA-256 of the API tokens' whole text, in hex
--   password_hash                         argon2id of the password of minseo.kim@hanbit.example, as libsodium writes it
--   admin_token_prefix, member_token_prefix   optional: what the list of tokens shows, `grc_live_<8>`
-- The administrator is 김민서 (minseo.kim@hanbit.example); the member is 이지호 (jiho.lee@hanbit.example), who is
-- U0HB000002 in the workspace T0HANBIT01. 박서연, U0HB000003, is somebody to thank.
\set ON_ERROR_STOP on
\set QUIET on
\if :{?admin_token_prefix}
\else
    \set admin_token_prefix grc_live_demoadmi
\endif
\if :{?member_token_prefix}
\else
    \set member_token_prefix grc_live_demomemb
\endif
begin;
set local search_path = gracy;

insert into member_password (team_space_id, member_id, password_hash)
select member.team_space_id, member.id, :'password_hash'
from team_space
join member on member.team_space_id = team_space.id and member.email_key = 'minseo.kim@hanbit.example'
where team_space.slug = 'hanbit'
on conflict (team_space_id, member_id) do update
set password_hash = excluded.password_hash, changed_at = now();

delete from api_token
using team_space
where team_space.slug = 'hanbit' and api_token.team_space_id = team_space.id and api_token.name in ('demo admin', 'demo member');
insert into api_token (team_space_id, member_id, name, prefix, hash, scopes)
select member.team_space_id, member.id, token.name, token.prefix, decode(token.hash, 'hex'), '{*}'
from (values ('demo admin', 'minseo.kim@hanbit.example', :'admin_token_prefix', :'admin_token_hash'),
             ('demo member', 'jiho.lee@hanbit.example', :'member_token_prefix', :'member_token_hash'))
     as token(name, email, prefix, hash)
join team_space on team_space.slug = 'hanbit'
join member on member.team_space_id = team_space.id and member.email_key = token.email;
commit;
