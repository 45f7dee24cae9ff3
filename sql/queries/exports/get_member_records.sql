-- What who manages people sees of a member besides lists, each as JSON: the profile, teams, roles and accounts in Slack. No row
-- when the member is gone.
--
-- kind: bulk
-- process: worker
-- plan: member_pkey team_member_by_member|team_member_pkey role_grant_pkey slack_user_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: profile text
-- column: teams text
-- column: roles text
-- column: slack_accounts text
select json_build_object('id', member.id::text, 'name', member.name, 'name_en', member.name_en, 'email', member.email,
                         'title', member.title, 'department_id', member.department_id::text,
                         'department_name', member.department_name, 'manager_id', member.manager_id::text,
                         'manager_name', manager.name, 'location_id', member.location_id::text,
                         'location_name', location.name, 'status', member.status, 'hired_on', member.hired_on,
                         'left_on', member.left_on, 'birth_year', member.birth_year, 'birth_month', member.birth_month,
                         'birth_day', member.birth_day, 'birth_lunar', member.birth_lunar,
                         'celebrates_birthday', member.celebrates_birthday,
                         'celebrates_anniversary', member.celebrates_anniversary, 'tz', member.tz, 'locale', member.locale,
                         'avatar_url', member.avatar_url, 'skills', member.skills, 'created_at', member.created_at)::text,
       (select coalesce(json_agg(json_build_object('team_id', theirs.team_id::text, 'name', team.name, 'role', theirs.role)
                                 order by theirs.team_id), '[]')
        from team_member theirs
        join team on team.team_space_id = $1 and team.id = theirs.team_id
        where theirs.team_space_id = $1 and theirs.member_id = $2)::text,
       (select coalesce(json_agg(json_build_object('role', held.role, 'scope', held.scope_kind, 'granted_at', held.granted_at)
                                 order by held.role), '[]')
        from role_grant held
        where held.team_space_id = $1 and held.member_id = $2)::text,
       (select coalesce(json_agg(json_build_object('team_id', person.team_id, 'user_id', person.user_id, 'name', person.name,
                                                   'tz', person.tz, 'locale', person.locale)
                                 order by person.team_id, person.user_id), '[]')
        from slack_user person
        where person.team_space_id = $1 and person.member_id = $2)::text
from member
left join member manager on manager.team_space_id = $1 and manager.id = member.manager_id
left join location on location.team_space_id = $1 and location.id = member.location_id
where member.team_space_id = $1 and member.id = $2
