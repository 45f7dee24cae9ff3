-- A page of a department's members with a status, by name; a department is small enough to pick them one by one.
--
-- kind: read
-- process: nginx
-- plan: member_by_department department_pkey|department_by_parent
-- param: team_space_id bigint
-- param: department_id bigint
-- param: status text
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
select page.id, page.name, page.name_en, page.email, page.title, page.department_id, department.name,
       page.manager_id, page.status, page.hired_on
from (
    select member.*
    from member
    where member.team_space_id = $1 and member.department_id = $2 and member.status = $3
          and (member.name, member.id) > ($4, $5)
    order by member.name, member.id
    limit $6::int offset $7::int
) as page
left join department on department.team_space_id = $1 and department.id = page.department_id
order by page.name, page.id
