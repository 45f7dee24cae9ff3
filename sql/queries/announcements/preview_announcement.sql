-- What sending it now would mean; no row when there is no such announcement. sample is a JSON array of {id, name}.
--
-- kind: bulk
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- column: recipients bigint
-- column: korean bigint
-- column: english bigint
-- column: quiet bigint
-- column: sample text
-- column: approval_required bool
-- column: ahead bigint
-- column: per_minute int?
-- column: transport text?
-- column: in_slack bigint
-- column: by_email bigint
-- column: unreached bigint
-- column: slack_seconds int
select preview.recipients, preview.korean, preview.english, preview.quiet, preview.sample, preview.approval_required,
       preview.ahead, preview.per_minute, preview.transport, preview.in_slack, preview.by_email, preview.unreached,
       preview.slack_seconds
from preview_announcement($1, $2) as preview
