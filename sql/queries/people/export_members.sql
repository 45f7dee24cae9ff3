-- The next rows of the member export, by name; the first begin after ('', 0). The department as an import finds it. The day on
-- which somebody will leave is there for who manages people (`sees_all`); that they have left everybody sees.
--
-- kind: bulk
-- process: both
-- plan: member_by_name member_pkey location_pkey|location_by_name team_member_by_member|team_member_pkey team_pkey
-- param: team_space_id bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: sees_all bool
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_name text?
-- column: location_name text?
-- column: teams text?
-- column: manager_name text?
-- column: manager_email text?
-- column: status text
-- column: hired_on date?
-- column: left_on date?
-- column: tz text?
-- column: locale text?
-- column: skills text?
select page.id, page.name, page.name_en, page.email, page.title,
       -- Worked out once, and looked up for each: a join would have to sort everybody before the first is sent.
       coalesce((select jsonb_object_agg(place.department_id, place.path) from department_paths($1) as place)
                    ->> page.department_id::text, page.department_name) as department_name,
       location.name as location_name, belonging.teams, manager.name as manager_name, manager.email as manager_email,
       page.status, page.hired_on,
       case when $5 or page.status = 'left' then page.left_on end as left_on, page.tz, page.locale,
       nullif(array_to_string(page.skills, '; '), '') as skills
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
left join location on location.team_space_id = $1 and location.id = page.location_id
cross join lateral (select string_agg(team.name, '; ' order by team.name, team.id) as teams
                    from team_member
                    join team on team.team_space_id = $1 and team.id = team_member.team_id
                    where team_member.team_space_id = $1 and team_member.member_id = page.id) as belonging
order by page.name, page.id
