-- A page of who holds which role for the whole team space, by member: all, a member's, or those who hold one role. The first page begins after (0, '').
--
-- kind: read
-- process: nginx
-- plan: role_grant_pkey member_pkey
-- param: team_space_id bigint
-- param: after_member_id bigint
-- param: after_role text
-- param: limit int
-- param: offset int
-- param: member_id bigint?
-- param: role text?
-- column: member_id bigint
-- column: member_name text
-- column: role text
-- column: granted_at timestamptz
-- column: granted_by bigint?
select held.member_id, member.name, held.role, held.granted_at, held.granted_by
from role_grant held
join member on member.team_space_id = $1 and member.id = held.member_id
where held.team_space_id = $1 and held.scope_kind = 'team_space'
      and (held.member_id, held.role) > ($2, $3)
      and ($6::bigint is null or held.member_id = $6) and ($7::text is null or held.role = $7)
order by held.member_id, held.role
limit $4::int offset $5::int
