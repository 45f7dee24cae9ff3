-- How many rows list_roles has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: role_grant_pkey
-- param: team_space_id bigint
-- param: member_id bigint?
-- param: role text?
-- column: total bigint
select count(*)
from role_grant held
where held.team_space_id = $1 and held.scope_kind = 'team_space'
      and ($2::bigint is null or held.member_id = $2) and ($3::text is null or held.role = $3)
