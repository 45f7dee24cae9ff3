-- How often a group was thanked for each value in each period that begins between two days, the latest first.
--
-- kind: read
-- process: nginx
-- plan: group_value_activity_pkey company_value_pkey
-- param: team_space_id bigint
-- param: group_kind text
-- param: group_id bigint
-- param: grain text
-- param: from_day date
-- param: until_day date
-- column: period_start date
-- column: value_id bigint
-- column: name text
-- column: name_ko text?
-- column: gifts int
select activity.period_start, activity.value_id, value.name, value.name_ko, activity.gifts
from group_value_activity activity
join company_value value on value.team_space_id = $1 and value.id = activity.value_id
where activity.team_space_id = $1 and activity.group_kind = $2 and activity.group_id = $3 and activity.grain = $4
      and activity.period_start >= $5 and activity.period_start < $6
order by activity.period_start desc, activity.gifts desc, activity.value_id
limit 5000
