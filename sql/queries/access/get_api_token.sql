-- One of a member's API tokens, whether it can be used or not.
--
-- kind: read
-- process: nginx
-- plan: api_token_pkey|api_token_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: id bigint
-- column: name text
-- column: prefix text
-- column: scopes text[]
-- column: created_at timestamptz
-- column: expires_at timestamptz?
-- column: last_used_on date?
-- column: revoked_at timestamptz?
select token.id, token.name, token.prefix, token.scopes, token.created_at, token.expires_at, token.last_used_on,
       token.revoked_at
from api_token token
where token.team_space_id = $1 and token.member_id = $2 and token.id = $3
