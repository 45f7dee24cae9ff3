-- Adds a company value. Outcomes: ok, replayed, key_reused, name_taken (subject: which name), unknown_emoji.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: name text
-- param: name_ko text?
-- param: emoji text?
-- param: description text?
-- param: sort int
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- column: outcome text
-- column: value_id bigint?
-- column: subject text?
select created.outcome, created.value_id, created.subject
from create_value($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as created
