-- A member has read it as it is, or the text that text_version names. Outcomes: ok, not_found, not_required, recalled,
-- text_changed.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- param: text_version int?
-- column: outcome text
-- column: acknowledged_at timestamptz?
-- column: acknowledged_version int?
select done.outcome, done.acknowledged_at, done.acknowledged_version
from acknowledge_announcement($1, $2, $3, $4) as done
