-- What the answer to somebody's command is written with when nothing is given: their language, what is left of their
-- allowance (null: not a member), and what may stand after the #. No row when the workspace is unknown.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: slack_installation_by_team team_space_pkey slack_user_pkey member_pkey recognition_policy_pkey allowance_period_pkey
-- param: team_id text
-- param: user_id text
-- column: locale text
-- column: allowance_left int?
-- column: value_names text[]
select coalesce(member.locale, team_space.locale),
       case when member.id is not null
            then greatest(period.granted, terms.points) + coalesce(period.boost - period.spent, 0) end,
       array(select case when coalesce(member.locale, team_space.locale) = 'ko' then coalesce(value.name_ko, value.name)
                         else value.name end
             from company_value value
             where value.team_space_id = team_space.id and value.active
             order by value.sort, value.id)
from slack_installation installation
join team_space on team_space.id = installation.team_space_id and team_space.status = 'active'
left join slack_user person on person.team_id = $1 and person.user_id = $2
                               and person.team_space_id = team_space.id
left join member on member.team_space_id = team_space.id and member.id = person.member_id
                    and member.status in ('active', 'on_leave')
join recognition_policy policy on policy.team_space_id = team_space.id
cross join allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
left join allowance_period period
       on period.team_space_id = team_space.id and period.member_id = member.id
          and period.period_start = terms.starts_on
where installation.team_id = $1 and installation.status = 'active'
