-- What a group did in each period that begins between two days, the latest first. Nothing for a period that is not
-- rolled up yet.
--
-- kind: read
-- process: nginx
-- plan: group_activity_pkey
-- param: team_space_id bigint
-- param: group_kind text
-- param: group_id bigint
-- param: grain text
-- param: from_day date
-- param: until_day date
-- column: period_start date
-- column: members int
-- column: withheld text?
-- column: givers int?
-- column: receivers int?
-- column: participation int?
-- column: gifts int?
-- column: points int?
-- column: cross_gifts int?
-- column: pairs int?
-- column: mutual_pairs int?
-- column: isolated int?
select activity.period_start, activity.members, activity.withheld, activity.givers, activity.receivers,
       activity.participation, activity.gifts, activity.points, activity.cross_gifts, activity.pairs,
       activity.mutual_pairs, activity.isolated
from group_activity activity
where activity.team_space_id = $1 and activity.group_kind = $2 and activity.group_id = $3 and activity.grain = $4
      and activity.period_start >= $5 and activity.period_start < $6
order by activity.period_start desc
limit 200
