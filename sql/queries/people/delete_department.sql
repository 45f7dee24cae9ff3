-- Deletes a department that nobody is in. Outcomes: ok, not_found, version_mismatch, not_empty (employed and
-- former: how many members are in it).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: clear_former bool
-- param: request_id text
-- column: outcome text
-- column: employed bigint?
-- column: former bigint?
select gone.outcome, gone.employed, gone.former
from delete_department($1, $2, $3, $4, $5, $6) as gone
