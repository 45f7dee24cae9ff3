-- The next rows of the member export, by name; the first begin after ('', 0).
--
-- kind: bulk
-- process: both
-- plan: member_by_name member_pkey location_pkey|location_by_name team_member_by_member|team_member_pkey team_pkey
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
select page.id, page.name, page.name_en, page.email, page.title, page.department_name, location.name, belonging.teams,
       manager.name, manager.email, page.status, page.hired_on, page.left_on, page.tz, page.locale,
       nullif(array_to_string(page.skills, '; '), '')
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
