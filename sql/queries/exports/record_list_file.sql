-- Tells the audit log of a list that is sent as a file, and says which day it is where the team space is.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: name text
-- param: query text
-- param: request_id text
-- column: today date
select (now() at time zone team_space.tz)::date
from record_list_file($1, $2, $3, $4, $5)
join team_space on team_space.id = $1
