-- Ends questions of the caller's own that are not answered yet: one, or without question_id those of a thread. Outcomes:
-- ok, stopped, answered, not_found, not_member, unknown_workspace.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: question_id bigint?
-- param: channel text?
-- param: thread_ts text?
-- column: outcome text
-- column: locale text
select stopped.outcome, stopped.locale
from stop_questions_from_slack($1, $2, $3, $4, $5, $6) as stopped
