-- A member's profile.
--
-- kind: read
-- process: nginx
-- plan: member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: manager_name text?
-- column: status text
-- column: hired_on date?
-- column: left_on date?
-- column: tz text
-- column: locale text
-- column: avatar_url text?
-- column: role text
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, manager.name, member.status, member.hired_on, member.left_on,
       coalesce(member.tz, team_space.tz), coalesce(member.locale, team_space.locale), member.avatar_url,
       member_role(member.team_space_id, member.id), member.created_at, member.updated_at, member.version
from member
join team_space on team_space.id = $1
left join member manager on manager.team_space_id = $1 and manager.id = member.manager_id
where member.team_space_id = $1 and member.id = $2
