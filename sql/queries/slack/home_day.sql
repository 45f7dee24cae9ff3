-- The day by the clock of a member who opens App Home, and the surveys that wait for them: ids, titles and ends side by side. No row
-- for who is no member.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: today date
-- column: wave_ids bigint[]
-- column: titles text[]
-- column: ends text[]
select day.today, day.wave_ids, day.titles, day.ends
from home_day($1, $2, $3) as day
