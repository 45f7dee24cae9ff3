-- Adds an API token to a member; outcomes ok, inactive_member, too_many_tokens (50 that are good), outlives_maker: what a
-- token makes ends no later than itself, and at the same time when nothing is said.
--
-- kind: write
-- process: nginx
-- plan: member_pkey api_token_by_member api_token_by_hash
-- param: team_space_id bigint
-- param: member_id bigint
-- param: name text
-- param: prefix text
-- param: hash bytea
-- param: scopes text[]
-- param: expires_at timestamptz?
-- param: maker_hash bytea
-- param: request_id text?
-- column: outcome text
-- column: id bigint?
-- column: expires_at timestamptz?
with who as (
    select member.id
    from member
    where member.team_space_id = $1 and member.id = $2 and member.status in ('active', 'on_leave')
), maker as (
    select maker.expires_at
    from api_token maker
    where maker.team_space_id = $1 and maker.hash = $8
), held as (
    select count(*) as tokens
    from api_token
    where api_token.team_space_id = $1 and api_token.member_id = $2 and api_token.revoked_at is null
          and (api_token.expires_at is null or api_token.expires_at > now())
), created as (
    insert into api_token (team_space_id, member_id, name, prefix, hash, scopes, expires_at)
    select $1, who.id, $3, $4, $5, $6, coalesce($7, (select expires_at from maker))
    from who, held
    where held.tokens < 50 and not exists (select from maker where maker.expires_at < $7)
    returning api_token.id, api_token.expires_at
), noted as (
    insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
    select $1, $2, 'token.create', 'token', created.id::text, $9,
           jsonb_build_object('name', $3, 'prefix', $4, 'scopes', to_jsonb($6), 'expires_at', created.expires_at)
    from created
)
select case when exists (select from created) then 'ok'
            when exists (select from maker where maker.expires_at < $7) then 'outlives_maker'
            when exists (select from who) then 'too_many_tokens'
            else 'inactive_member' end,
       (select id from created), (select expires_at from created)
