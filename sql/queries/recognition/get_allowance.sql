-- What a member may give in the present period: granted to everybody, boosted for this member, spent. It is renewed at
-- resets_at, midnight in the team space.
--
-- kind: read
-- process: nginx
-- plan: member_pkey team_space_pkey recognition_policy_pkey allowance_period_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: period text
-- column: period_start date
-- column: granted int
-- column: boost int
-- column: spent int
-- column: left int
-- column: resets_at timestamptz
select terms.period, terms.starts_on, greatest(mine.granted, terms.points), coalesce(mine.boost, 0) as boost,
       coalesce(mine.spent, 0) as spent,
       greatest(greatest(mine.granted, terms.points) + coalesce(mine.boost, 0) - coalesce(mine.spent, 0), 0) as remaining,
       (case when policy.next_since > terms.starts_on then least(terms.ends_on, policy.next_since)
             else terms.ends_on end)::timestamp at time zone team_space.tz
from member
join team_space on team_space.id = $1
join recognition_policy policy on policy.team_space_id = $1
cross join allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
left join allowance_period mine
       on mine.team_space_id = $1 and mine.member_id = $2 and mine.period_start = terms.starts_on
where member.team_space_id = $1 and member.id = $2
