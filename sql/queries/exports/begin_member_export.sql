-- Begins an export of all members, and says which day it is where they are. Outcomes: stream, job (too many to wait for: id
-- is the export), too_many_exports.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: format text
-- param: most_rows bigint
-- param: request_id text
-- param: scopes bigint
-- column: outcome text
-- column: id bigint?
-- column: today date
select begun.outcome, begun.id, (now() at time zone team_space.tz)::date
from begin_member_export($1, $2, $3, $4, $5, $6) as begun
join team_space on team_space.id = $1
