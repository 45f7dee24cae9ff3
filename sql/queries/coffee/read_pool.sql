-- Who sits in a program's round of that moment, with their departments and teams.
--
-- kind: bulk
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: program_id bigint
-- param: fire_at timestamptz
-- column: member_id bigint
-- column: department_id bigint?
-- column: team_ids bigint[]
select member.id, member.department_id,
       array(select team_member.team_id from team_member where team_member.team_space_id = $1 and team_member.member_id = member.id)
from coffee_pool($1, $2, $3) as seated
join member on member.team_space_id = $1 and member.id = seated
order by member.id
