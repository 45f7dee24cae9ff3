-- Somebody declines in Slack to approve an announcement, and may say why. Outcomes as announcements/decline_announcement,
-- and unknown_workspace, not_member, not_allowed.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- param: version int
-- param: reason text?
-- param: request_id text
-- column: outcome text
-- column: locale text
select declined.outcome, declined.locale
from decline_announcement_from_slack($1, $2, $3, $4, $5, $6, $7) as declined
