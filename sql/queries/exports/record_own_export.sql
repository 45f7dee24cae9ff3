-- Tells the audit log that a member takes their own data, and says which day it is where the team space is.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: request_id text
-- column: today date
select (now() at time zone team_space.tz)::date
from note_audit($1, $2, 'export.own', 'member', $2::text, $3, '{}')
join team_space on team_space.id = $1
