-- Creates a survey: ok, replayed (survey_id is the earlier one), key_reused.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: body text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- column: outcome text
-- column: survey_id bigint?
select made.outcome, made.survey_id
from create_survey($1, $2, $3::text::jsonb, $4, $5, $6) as made
