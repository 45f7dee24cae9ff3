-- A group's name. No row for none.
--
-- kind: read
-- process: nginx
-- plan: department_pkey|team_pkey|location_pkey|member_pkey
-- param: team_space_id bigint
-- param: group_kind text
-- param: group_id bigint
-- column: name text
select found.name
from (select 'team_space' as kind, team_space.name::text as name from team_space where team_space.id = $1 and $3 = 0
      union all
      select 'department', department.name from department where department.team_space_id = $1 and department.id = $3
      union all
      select 'team', team.name from team where team.team_space_id = $1 and team.id = $3
      union all
      select 'location', location.name from location where location.team_space_id = $1 and location.id = $3
      union all
      select 'subtree', member.name from member where member.team_space_id = $1 and member.id = $3) found
where found.kind = $2
