-- A page of all members whom the filters leave, newest first, those without a date last, with their
-- manager, department and place. The first page begins after (the least bigint, '', 0).
--
-- kind: read
-- process: nginx
-- plan: member_by_hire
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
-- param: after_rank bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- param: only_role text?
-- param: left_after date?
-- param: left_before date?
-- param: sees_all bool
-- param: missing text?
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
-- column: manager_name text?
-- column: manager_name_en text?
-- column: manager_title text?
-- column: department_name_en text?
-- column: department_parent_id bigint?
-- column: location_id bigint?
-- column: location_name text?
-- column: location_name_en text?
-- column: location_tz text?
-- column: rank bigint
select page.id, page.name, page.name_en, page.email, page.title, page.department_id, page.department_name,
       page.manager_id, page.status, page.hired_on, manager.name, manager.name_en, manager.title, department.name_en,
       department.parent_id, location.id, location.name, location.name_en, location.tz, page.rank
from (
    select m.*, hire_rank(m.hired_on) as rank
    from matching_members($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $16, $17, $18, $19) as m
    where (hire_rank(m.hired_on), m.name, m.id) > ($11, $12, $13) and ($20::text is null or lacks($1, m, $20))
    order by hire_rank(m.hired_on), m.name, m.id
    limit $14::int offset $15::int
) as page
left join lateral (
    select member.name, member.name_en, member.title from member
    where member.team_space_id = $1 and member.id = page.manager_id limit 1) as manager on true
left join lateral (
    select department.name_en, department.parent_id from department
    where department.team_space_id = $1 and department.id = page.department_id limit 1) as department on true
left join lateral (
    select location.id, location.name, location.name_en, location.tz from location
    where location.team_space_id = $1 and location.id = page.location_id limit 1) as location on true
order by page.rank, page.name, page.id
