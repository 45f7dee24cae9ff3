-- What was clicked under an announcement: recall, remind, cancel, approve, decline, send, send_later or look. Outcomes: ok, and those of the step.
--
-- kind: write
-- process: both
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- param: version int
-- param: step text
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
select steered.outcome, steered.team_space_id, steered.locale
from steer_announcement_from_slack($1, $2, $3, $4, $5, $6) as steered
