-- How many members a team space has.
--
-- kind: read
-- process: nginx
-- plan: member_by_name|member_by_manager|member_pkey
-- param: team_space_id bigint
-- column: total bigint
select count(*)
from member
where member.team_space_id = $1
