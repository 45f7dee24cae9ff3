-- Words that mean the same. Outcomes: ok, replayed (id is the earlier one), key_reused, term_taken (subject is the key
-- that another row has).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: terms text[]
-- param: keys text[]
-- param: tokens text[]
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- column: outcome text
-- column: id bigint?
-- column: subject text?
select made.outcome, made.id, made.subject
from create_policy_synonym($1, $2, $3, $4, $5, $6, $7, $8) as made
