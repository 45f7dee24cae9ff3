-- Asks for the file about a member. Outcomes: ok, replayed (id is the earlier one), key_reused, not_found, erased,
-- too_many_exports.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: member_id bigint
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- param: scopes bigint
-- column: outcome text
-- column: id bigint?
select asked.outcome, asked.id
from ask_member_file($1, $2, $3, $4, $5, $6, $7) as asked
