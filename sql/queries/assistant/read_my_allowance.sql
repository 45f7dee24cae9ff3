-- What a member may give in the present period, as GET /api/v1/allowance tells them, and the day in the team space on
-- which it is renewed.
--
-- kind: read
-- process: worker
-- plan: member_pkey team_space_pkey recognition_policy_pkey allowance_period_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: granted int
-- column: spent int
-- column: left int
-- column: resets_on date
select greatest(mine.granted, terms.points) + coalesce(mine.boost, 0), coalesce(mine.spent, 0),
       greatest(greatest(mine.granted, terms.points) + coalesce(mine.boost, 0) - coalesce(mine.spent, 0), 0),
       case when policy.next_since > terms.starts_on then least(terms.ends_on, policy.next_since) else terms.ends_on end
from member
join team_space on team_space.id = $1
join recognition_policy policy on policy.team_space_id = $1
cross join allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
left join allowance_period mine
       on mine.team_space_id = $1 and mine.member_id = $2 and mine.period_start = terms.starts_on
where member.team_space_id = $1 and member.id = $2
