-- A page of a team's members by name, with their role in it; the first page begins after ('', 0). What an offset skips is
-- skipped in the index.
--
-- kind: read
-- process: nginx
-- plan: team_member_by_name member_pkey
-- param: team_space_id bigint
-- param: in_team_id bigint
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
-- column: team_role text
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, member.status, member.hired_on, page.role
from (
    select team_member.member_id, team_member.member_name, team_member.role
    from team_member
    where team_member.team_space_id = $1 and team_member.team_id = $2
          and (team_member.member_name, team_member.member_id) > ($3, $4)
    order by team_member.member_name, team_member.member_id
    limit $5::int offset $6::int
) as page
join member on member.team_space_id = $1 and member.id = page.member_id
order by page.member_name, page.member_id
