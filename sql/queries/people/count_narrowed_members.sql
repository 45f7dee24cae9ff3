-- How many members the filters leave.
--
-- kind: read
-- process: nginx
-- plan: member_by_name|member_by_manager|member_pkey
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
-- param: missing text?
-- column: total bigint
select count(*)
from matching_members($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as m
where $15::text is null or lacks($1, m, $15)
