-- Whom an announcement would reach now, and in what time, for those who are asked to approve it; no row when there is none.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- column: recipients bigint
-- column: in_slack bigint
-- column: by_email bigint
-- column: unreached bigint
-- column: quiet bigint
-- column: seconds int?
select preview.recipients, preview.in_slack, preview.by_email, preview.unreached, preview.quiet,
       sending_seconds(preview.in_slack, preview.slack_seconds, preview.by_email, preview.ahead, preview.per_minute)
from preview_announcement($1, $2) as preview
