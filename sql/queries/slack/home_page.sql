-- The day that App Home shows, the surveys that wait (ids, titles and ends side by side), this month's leaders with their points, and for
-- who runs the team space what waits for somebody, the oldest `listed` announcements and tickets of it one by one: functions/slack/home_page. No row when the workspace is unknown.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: listed int
-- column: today date?
-- column: wave_ids bigint[]
-- column: titles text[]
-- column: ends text[]
-- column: leaders text[]
-- column: leader_points int[]
-- column: in_charge bool
-- column: to_approve int
-- column: unacknowledged int
-- column: open_tickets int
-- column: trouble text?
-- column: waiting_ids bigint[]
-- column: waiting_titles text[]
-- column: waiting_texts text[]
-- column: ticket_ids bigint[]
-- column: ticket_askers text[]
-- column: ticket_texts text[]
select page.today, page.wave_ids, page.titles, page.ends, page.leaders, page.leader_points, page.in_charge,
       page.to_approve, page.unacknowledged, page.open_tickets, page.trouble,
       page.waiting_ids, page.waiting_titles, page.waiting_texts, page.ticket_ids, page.ticket_askers, page.ticket_texts
from home_page($1, $2, $3, $4) as page
