-- What HR is asked, for somebody in Slack who may answer it. Outcomes: ok, not_found, settled, not_allowed,
-- unknown_workspace, not_member.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- column: outcome text
-- column: locale text
-- column: asker text?
-- column: text text?
-- column: answer text?
select ticket.outcome, ticket.locale, ticket.asker, ticket.text, ticket.answer
from ticket_in_slack($1, $2, $3, $4) as ticket
