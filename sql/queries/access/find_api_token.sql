-- Who an API token acts for, and what it may do, when it is neither revoked nor over.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: api_token_by_hash member_pkey team_space_pkey
-- param: hash bytea
-- column: token_id bigint
-- column: team_space_id bigint
-- column: member_id bigint
-- column: role text
-- column: locale text
-- column: scopes text[]
-- column: expires_at timestamptz?
-- column: grants text[]
select token.id, token.team_space_id, token.member_id, member_role(token.team_space_id, token.member_id),
       coalesce(member.locale, team_space.locale), token.scopes, token.expires_at,
       member_grants(token.team_space_id, token.member_id)
from api_token token
join member on member.team_space_id = token.team_space_id and member.id = token.member_id
               and member.status in ('active', 'on_leave')
join team_space on team_space.id = token.team_space_id and team_space.status = 'active'
where token.hash = $1 and token.revoked_at is null and (token.expires_at is null or token.expires_at > now())
