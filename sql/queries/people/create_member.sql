-- Adds a member. Outcomes: ok, replayed (id is the earlier one), key_reused, email_taken, unknown_department,
-- unknown_location, unknown_manager, inactive_manager, left_before_hired, leaves_later, year_without_day,
-- invalid_birthday, unknown_tz.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: member text
-- param: request_id text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- column: outcome text
-- column: id bigint?
select made.outcome, made.id
from create_member($1, $2, $3::jsonb, $4, $5, $6) as made
