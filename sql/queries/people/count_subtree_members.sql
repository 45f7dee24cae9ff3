-- How many members list_subtree_members has.
--
-- kind: read
-- process: nginx
-- plan: member_edge_pkey member_pkey
-- param: team_space_id bigint
-- param: department_id bigint?
-- param: department_tree bool
-- param: status text?
-- param: in_team_id bigint?
-- param: location_id bigint?
-- param: manager_id bigint?
-- param: subtree_of bigint?
-- param: hired_after date?
-- param: hired_before date?
-- param: only_role text?
-- param: left_after date?
-- param: left_before date?
-- param: sees_all bool
-- column: total bigint
select count(*)
from matching_members($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as m
join member_edge edge on edge.team_space_id = $1 and edge.ancestor_id = $8 and edge.member_id = m.id
