-- The next rows of the member export, by name; the first begin after ('', 0).
--
-- kind: bulk
-- process: both
-- plan: member_by_name member_pkey
-- param: team_space_id bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_name text?
-- column: manager_name text?
-- column: manager_email text?
-- column: status text
-- column: hired_on date?
-- column: left_on date?
select page.id, page.name, page.name_en, page.email, page.title, page.department_name, manager.name, manager.email,
       page.status, page.hired_on, page.left_on
from (
    select member.*
    from member
    where member.team_space_id = $1
          and (member.name, member.id) > ($2, $3)
    order by member.name, member.id
    limit $4::int
) as page
left join lateral (
    select member.name, member.email
    from member
    where member.team_space_id = $1 and member.id = page.manager_id
    limit 1
) as manager on true
order by page.name, page.id
