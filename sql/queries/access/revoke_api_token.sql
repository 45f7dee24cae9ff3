-- Revokes a member's own token; outcomes ok (also when it was revoked before), unknown_token.
--
-- kind: write
-- process: nginx
-- plan: api_token_pkey|api_token_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: outcome text
with revoked as (
    update api_token
    set revoked_at = coalesce(api_token.revoked_at, now())
    where api_token.team_space_id = $1 and api_token.id = $3 and api_token.member_id = $2
    returning 1
)
select case when exists (select from revoked) then 'ok' else 'unknown_token' end
