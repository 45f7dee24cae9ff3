-- Whether the kudos form offers to draft a message, and what came of one that was asked for (state: none, queued, done,
-- failed).
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: task_id bigint?
-- column: offered bool
-- column: state text
-- column: reason text?
-- column: message text?
select draft.offered, draft.state, draft.reason, draft.message
from kudos_draft_in_slack($1, $2, $3, $4) as draft
