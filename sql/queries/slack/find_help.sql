-- Whom somebody in Slack belongs to and where they are, to show them where to find help. Nothing of a workspace that is not
-- connected; no tz of somebody who is no member.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: team_space_id bigint?
-- column: tz text?
-- column: support_contact text?
select own.team_space_id, own.tz, own.support_contact
from own_check_in($1, $2, $3) as own
