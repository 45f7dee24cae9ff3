-- A page of a department's members by name; the first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: member_by_department
-- param: team_space_id bigint
-- param: department_id bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: status text
-- column: hired_on date?
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, member.status, member.hired_on
from member
where member.team_space_id = $1 and member.department_id = $2
      and (member.name, member.id) > ($3, $4)
order by member.name, member.id
limit $5::int offset $6::int
