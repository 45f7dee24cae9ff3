-- Hands a question over to HR. Outcomes: ok, replayed (id is the earlier one), key_reused, unknown_question,
-- too_many_tickets.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: text text
-- param: question_id bigint?
-- param: idempotency_key text?
-- param: request_hash bytea?
-- column: outcome text
-- column: id bigint?
select opened.outcome, opened.id
from open_ticket($1, $2, $3, $4, $5, $6) as opened
