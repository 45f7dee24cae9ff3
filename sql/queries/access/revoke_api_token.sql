-- Revokes a member's own token; outcomes ok (also when it was revoked before), unknown_token.
--
-- kind: write
-- process: nginx
-- plan: api_token_pkey|api_token_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- param: request_id text?
-- column: outcome text
with held as (
    select api_token.id
    from api_token
    where api_token.team_space_id = $1 and api_token.id = $3 and api_token.member_id = $2
), revoked as (
    update api_token
    set revoked_at = now()
    where api_token.team_space_id = $1 and api_token.id = $3 and api_token.member_id = $2 and api_token.revoked_at is null
    returning api_token.id, api_token.name
), noted as (
    insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
    select $1, $2, 'token.revoke', 'token', revoked.id::text, $4, jsonb_build_object('name', revoked.name)
    from revoked
)
select case when exists (select from held) then 'ok' else 'unknown_token' end
