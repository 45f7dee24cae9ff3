-- The caller: profile, role, team space, and what is left of the present allowance.
--
-- kind: read
-- process: nginx
-- plan: member_pkey team_space_pkey recognition_policy_pkey allowance_period_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: location_id bigint?
-- column: location_name text?
-- column: status text
-- column: hired_on date?
-- column: tz text
-- column: locale text
-- column: avatar_url text?
-- column: birth_year int?
-- column: birth_month int?
-- column: birth_day int?
-- column: birth_lunar bool?
-- column: celebrates_birthday bool
-- column: celebrates_anniversary bool
-- column: skills text[]
-- column: version int
-- column: role text
-- column: allowance_left int
-- column: team_space_slug text
-- column: team_space_name text
-- column: team_space_tz text
-- column: team_space_locale text
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, member.location_id, location.name, member.status, member.hired_on,
       member_tz(member.team_space_id, member.id), member_locale(member.team_space_id, member.id), member.avatar_url,
       member.birth_year::int, member.birth_month::int, member.birth_day::int,
       case when member.birth_day is not null then member.birth_lunar end, member.celebrates_birthday,
       member.celebrates_anniversary, member.skills, member.version, member_role(member.team_space_id, member.id),
       greatest(greatest(period.granted, terms.points) + coalesce(period.boost - period.spent, 0), 0),
       team_space.slug, team_space.name, team_space.tz, team_space.locale
from member
join team_space on team_space.id = $1
join recognition_policy policy on policy.team_space_id = $1
cross join allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
left join location on location.team_space_id = $1 and location.id = member.location_id
left join allowance_period period
       on period.team_space_id = $1 and period.member_id = $2
          and period.period_start = terms.starts_on
where member.team_space_id = $1 and member.id = $2
