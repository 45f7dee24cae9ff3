-- Deletes a location where nobody is. Outcomes: ok, not_found, version_mismatch, not_empty.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: request_id text
-- column: outcome text
select gone.outcome
from delete_location($1, $2, $3, $4, $5) as gone
