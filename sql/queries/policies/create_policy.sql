-- A new policy document. Outcomes: ok, replayed (id is the earlier one), key_reused.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: title text
-- param: title_en text?
-- param: language text
-- param: status text
-- param: title_tokens text[]
-- param: title_en_tokens text[]
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- column: outcome text
-- column: id bigint?
select made.outcome, made.id
from create_policy($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as made
