-- Has the assistant draft the message of a kudos whose form is open. Outcomes: ok, no_recipient, too_short, not_offered,
-- too_many_tasks, unknown_workspace, not_member. request: of slack.open_view, JSON.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: recipient_ids bigint[]
-- param: words text
-- param: key text
-- param: request text
-- column: outcome text
-- column: task_id bigint?
select asked.outcome, asked.task_id
from draft_kudos_from_slack($1, $2, $3, $4, $5, $6, $7::text::jsonb) as asked
