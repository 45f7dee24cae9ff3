-- Changes a member: `changes` is a merge patch. Outcomes: ok, not_found, version_mismatch, email_taken, owners_only,
-- roles_only, last_owner, manager_cycle, unknown_department, unknown_location, unknown_manager, inactive_manager, left_before_hired,
-- leaves_later, year_without_day, invalid_birthday, unknown_tz.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: changes text
-- param: request_id text
-- param: gives_roles bool
-- column: outcome text
select changed.outcome
from change_member($1, $2, $3, $4, $5::jsonb, $6, $7) as changed
