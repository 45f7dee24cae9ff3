-- A page of those who report to a member, by name, with how many report to each of them; who has left is not among them.
-- The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: member_by_manager
-- param: team_space_id bigint
-- param: manager_id bigint
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
-- column: report_count bigint
select page.id, page.name, page.name_en, page.email, page.title, page.department_id, page.department_name,
       page.manager_id, page.status, page.hired_on,
       (select count(*) from member
        where member.team_space_id = $1 and member.manager_id = page.id and member.status <> 'left')
from (
    select member.*
    from member
    where member.team_space_id = $1 and member.manager_id = $2 and member.status <> 'left'
          and (member.name, member.id) > ($3, $4)
    -- A manager's few, sorted, instead of a walk through all names.
    order by member.name || '', member.id
    limit $5::int offset $6::int
) as page
order by page.name, page.id
