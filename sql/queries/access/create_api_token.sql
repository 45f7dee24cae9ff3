-- Adds an API token to a member; outcomes ok, inactive_member, too_many_tokens (50 that are not revoked).
--
-- kind: write
-- process: nginx
-- plan: member_pkey api_token_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: name text
-- param: prefix text
-- param: hash bytea
-- param: scopes text[]
-- param: expires_at timestamptz?
-- column: outcome text
-- column: id bigint?
with who as (
    select member.id
    from member
    where member.team_space_id = $1 and member.id = $2 and member.status in ('active', 'on_leave')
), held as (
    select count(*) as tokens
    from api_token
    where api_token.team_space_id = $1 and api_token.member_id = $2 and api_token.revoked_at is null
), created as (
    insert into api_token (team_space_id, member_id, name, prefix, hash, scopes, expires_at)
    select $1, who.id, $3, $4, $5, $6, $7
    from who, held
    where held.tokens < 50
    returning api_token.id
)
select case when exists (select from created) then 'ok'
            when exists (select from who) then 'too_many_tokens'
            else 'inactive_member' end,
       (select id from created)
