-- A recipient clicked that they read it. Outcomes: ok, not_found, not_required, recalled, unknown_workspace, not_member.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
select acknowledged.outcome, acknowledged.team_space_id, acknowledged.locale
from acknowledge_from_slack($1, $2, $3, $4) as acknowledged
