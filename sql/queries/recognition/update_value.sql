-- Changes a company value. Outcomes: ok, not_found, version_mismatch, name_taken (subject: which name),
-- unknown_emoji.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: value_id bigint
-- param: version int
-- param: changes text
-- param: request_id text
-- column: outcome text
-- column: subject text?
select updated.outcome, updated.subject
from update_value($1, $2, $3, $4, $5::jsonb, $6) as updated
