-- Hands a question over to HR from the form in Slack. Outcomes: ok, replayed, key_reused, unknown_question,
-- too_many_tickets, no_text, text_too_long, unknown_workspace, not_member.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: text text
-- param: question_id bigint?
-- param: view_id text
-- param: request_hash bytea
-- column: outcome text
-- column: locale text
select opened.outcome, opened.locale
from open_ticket_from_slack($1, $2, $3, $4, $5, $6, $7) as opened
