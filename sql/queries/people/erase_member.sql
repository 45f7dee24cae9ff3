-- Erases a leaver's personal data; `name` is the confirmation. Outcomes: ok, unchanged, not_found, not_left, name_mismatch.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: name text
-- param: request_id text
-- column: outcome text
select erased.outcome
from erase_member($1, $2, $3, $4, $5) as erased
