-- A page of the members with a status, by name; the first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: member_by_status department_pkey|department_by_parent
-- param: team_space_id bigint
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
    where member.team_space_id = $1 and member.status = $2
          and (member.name, member.id) > ($3, $4)
    order by member.name, member.id
    limit $5::int offset $6::int
) as page
left join department on department.team_space_id = $1 and department.id = page.department_id
order by page.name, page.id
