-- Replaces the words that mean the same. Outcomes: ok, not_found, version_mismatch, term_taken.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- param: version int
-- param: terms text[]
-- param: keys text[]
-- param: tokens text[]
-- param: request_id text
-- column: outcome text
-- column: subject text?
select changed.outcome, changed.subject
from change_policy_synonym($1, $2, $3, $4, $5, $6, $7, $8) as changed
