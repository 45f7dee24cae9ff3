-- A page of a member's API tokens, the latest first, those that are over last; never the tokens themselves, which nobody
-- has. The first page begins after (-1, 0).
--
-- kind: read
-- process: nginx
-- plan: api_token_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: after_over bigint
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: name text
-- column: prefix text
-- column: scopes text[]
-- column: created_at timestamptz
-- column: expires_at timestamptz?
-- column: last_used_on date?
-- column: revoked_at timestamptz?
-- column: is_over bigint
select token.id, token.name, token.prefix, token.scopes, token.created_at, token.expires_at, token.last_used_on,
       token.revoked_at, state.is_over
from api_token token
cross join lateral (select (token.revoked_at is not null or coalesce(token.expires_at <= now(), false))::int::bigint
                           as is_over) as state
where token.team_space_id = $1 and token.member_id = $2 and (state.is_over, -token.id) > ($3, -$4)
order by state.is_over, token.id desc
limit $5::int offset $6::int
