-- Takes a question for the worker. Outcomes: ok, replayed (id is the earlier one), key_reused, too_many_questions,
-- not_found. `follows`: one of the caller's own, whose conversation goes on.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: question text
-- param: language text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: scopes bigint
-- param: follows bigint?
-- column: outcome text
-- column: id bigint?
select asked.outcome, asked.id
from ask_assistant($1, $2, $3, $4, $5, $6, $7, $8) as asked
