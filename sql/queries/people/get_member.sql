-- A member's profile. The birthday is there for the member and for who manages people (`sees_all`); for others its day,
-- never its year, when the member lets it be celebrated, and until they have left. What is the member's own to decide, only for those two, and so is
-- the day on which they will leave; that they have left everybody sees.
--
-- kind: read
-- process: nginx
-- plan: member_pkey location_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: viewer_id bigint
-- param: sees_all bool
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: manager_name text?
-- column: location_id bigint?
-- column: location_name text?
-- column: status text
-- column: hired_on date?
-- column: left_on date?
-- column: tz text
-- column: locale text
-- column: avatar_url text?
-- column: own bool
-- column: birth_year int?
-- column: birth_month int?
-- column: birth_day int?
-- column: birth_lunar bool?
-- column: celebrates_birthday bool?
-- column: celebrates_anniversary bool?
-- column: skills text[]
-- column: erased_at timestamptz?
-- column: role text
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, manager.name, member.location_id, location.name, member.status, member.hired_on,
       case when seen.own or member.status = 'left' then member.left_on end as left_on,
       member_tz(member.team_space_id, member.id), member_locale(member.team_space_id, member.id), member.avatar_url,
       seen.own, case when seen.own then member.birth_year::int end as birth_year,
       case when seen.birthday then member.birth_month::int end as birth_month,
       case when seen.birthday then member.birth_day::int end as birth_day,
       case when seen.birthday and member.birth_day is not null then member.birth_lunar end as birth_lunar,
       case when seen.own then member.celebrates_birthday end as celebrates_birthday,
       case when seen.own then member.celebrates_anniversary end as celebrates_anniversary,
       member.skills, member.erased_at, member_role(member.team_space_id, member.id), member.created_at, member.updated_at, member.version
from member
join team_space on team_space.id = $1
left join member manager on manager.team_space_id = $1 and manager.id = member.manager_id
left join location on location.team_space_id = $1 and location.id = member.location_id
cross join lateral (select $4 or member.id = $3 as own,
                           $4 or member.id = $3
                           or (member.celebrates_birthday and member.status <> 'left') as birthday) as seen
where member.team_space_id = $1 and member.id = $2
