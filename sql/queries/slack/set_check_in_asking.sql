-- Has a member asked how their day is from now on, or no more: ok, unknown_workspace, not_member.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: asked bool
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: today date?
-- column: score int?
select said.outcome, said.team_space_id, said.locale, said.today, said.score
from set_check_in_asking_from_slack($1, $2, $3, $4) as said
