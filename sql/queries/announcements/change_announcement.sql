-- Changes an announcement that has not begun; it is a draft again. `changes` is a JSON Merge Patch. Outcomes: ok,
-- not_found, version_mismatch, state (subject: which), and those of the parts as in create_announcement.
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
-- column: outcome text
-- column: subject text?
select changed.outcome, changed.subject
from change_announcement($1, $2, $3, $4, $5::text::jsonb, $6) as changed
