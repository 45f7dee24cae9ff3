-- A recipient clicked that they read the text that text_version names. Outcomes: ok, not_found, not_required, recalled,
-- text_changed, unknown_workspace, not_member.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- param: text_version int
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: acknowledged_version int?
select acknowledged.outcome, acknowledged.team_space_id, acknowledged.locale, acknowledged.acknowledged_version
from acknowledge_from_slack($1, $2, $3, $4, $5) as acknowledged
