-- The rules of recognition as they are today; next_* is what the allowance will be, if that is something else.
--
-- kind: read
-- process: nginx
-- plan: recognition_policy_pkey team_space_pkey
-- param: team_space_id bigint
-- column: period text
-- column: points int
-- column: next_period text?
-- column: next_points int?
-- column: next_since date?
-- column: shortest_message int
-- column: pair_gifts_a_day int?
-- column: pair_percent int?
-- column: leaderboards bool
-- column: leaderboard_top int?
-- column: version int
select terms.period, terms.points, case when ahead.is_ahead then policy.next_period end,
       case when ahead.is_ahead then policy.next_points end, case when ahead.is_ahead then policy.next_since end,
       policy.shortest_message, policy.pair_gifts_a_day, policy.pair_percent, policy.leaderboards,
       policy.leaderboard_top, policy.version
from team_space
join recognition_policy policy on policy.team_space_id = team_space.id
cross join lateral (select (now() at time zone team_space.tz)::date) as today(day)
cross join allowance_terms(policy, today.day) as terms
cross join lateral (select policy.next_since > today.day) as ahead(is_ahead)
where team_space.id = $1
