-- What a member's own check-ins amount to: how many of each score, and for how many weeks on end there is one, counting
-- back from this week or the last.
--
-- kind: read
-- process: nginx
-- plan: mood_entry_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
-- column: ones bigint
-- column: twos bigint
-- column: threes bigint
-- column: fours bigint
-- column: fives bigint
-- column: mean float8?
-- column: streak_weeks bigint
with own as (
    select entry.on_date, entry.score
    from mood_entry entry
    where entry.team_space_id = $1 and entry.member_id = $2
), today as (
    select gracy.member_today($1, $2, now()) as day
), week as (
    select monday, row_number() over (order by monday desc) as place
    from (select distinct date_trunc('week', on_date::timestamp)::date as monday from own) as mondays
), streak as (
    -- Weeks in a row: the date and the place count down together.
    select count(*) as weeks
    from week, today
    where week.monday + 7 * week.place::int = (select max(monday) + 7 from week)
          and (select max(monday) from week) >= date_trunc('week', today.day::timestamp)::date - 7
)
select count(*), count(*) filter (where score = 1), count(*) filter (where score = 2),
       count(*) filter (where score = 3), count(*) filter (where score = 4), count(*) filter (where score = 5),
       round(avg(score), 2)::float8, (select weeks from streak)
from own
