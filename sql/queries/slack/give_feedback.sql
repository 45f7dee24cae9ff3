-- Keeps whether an answer helped. Outcomes: ok, not_found, not_member, unknown_workspace.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: question_id bigint
-- param: helpful bool
-- column: outcome text
-- column: locale text
select given.outcome, given.locale
from give_feedback_from_slack($1, $2, $3, $4, $5) as given
