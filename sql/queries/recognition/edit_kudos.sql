-- Changes what a gift says. Outcomes: ok, not_found, not_giver, window_over, version_mismatch, invalid_message,
-- message_too_short (subject: the least).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: kudos_id bigint
-- param: version int
-- param: message text
-- column: outcome text
-- column: subject text?
select edited.outcome, edited.subject
from edit_kudos($1, $2, $3, $4, $5) as edited
