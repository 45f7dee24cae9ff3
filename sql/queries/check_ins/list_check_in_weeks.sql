-- A member's own weekly means of a year, oldest first.
--
-- kind: read
-- process: nginx
-- plan: mood_entry_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: week_start date
-- column: mean float8
-- column: entries bigint
select date_trunc('week', entry.on_date::timestamp)::date, round(avg(entry.score), 2)::float8, count(*)
from mood_entry entry
where entry.team_space_id = $1 and entry.member_id = $2 and entry.on_date >= current_date - 371
group by 1
order by 1
