-- Adds a team. Outcomes: ok, replayed (id is the earlier one), key_reused, name_taken.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: team text
-- param: request_id text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- column: outcome text
-- column: id bigint?
select made.outcome, made.id
from create_team($1, $2, $3::jsonb, $4, $5, $6) as made
