-- Changes a wave by a merge patch: ok, not_found, version_mismatch, already_launched, closes_too_early, and as create_wave.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: wave_id bigint
-- param: version int
-- param: changes text
-- param: request_id text
-- column: outcome text
-- column: field text?
-- column: least_allowed int?
select changed.outcome, changed.field, changed.least_allowed
from change_wave($1, $2, $3, $4, $5::text::jsonb, $6) as changed
