-- What the form "Ask HR" is filled in with; no row when the workspace is unknown.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: question_id bigint?
-- column: locale text
-- column: member bool
-- column: question text?
select form.locale, form.member, form.question
from prepare_ticket_form($1, $2, $3, $4) as form
