-- Asks for an export. Outcomes: ok, replayed (id is the earlier one), key_reused, too_many_exports.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: dataset text
-- param: format text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- param: scopes bigint
-- column: outcome text
-- column: id bigint?
select made.outcome, made.id
from create_export($1, $2, $3, $4, $5, $6, $7, $8) as made
