-- HR answers a question in Slack, or without an answer closes it. Outcomes: ok, not_found, settled, text_too_long,
-- not_allowed, unknown_workspace, not_member.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- param: answer text?
-- param: request_id text
-- column: outcome text
-- column: locale text
select settled.outcome, settled.locale
from settle_ticket_from_slack($1, $2, $3, $4, $5, $6) as settled
