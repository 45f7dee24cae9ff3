-- Gives a workspace to a team space; outcomes: ok, unknown_team_space, taken. Its token is sealed with the ids that this
-- returns (put_token), in the same transaction.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: slug text
-- param: app_id text
-- param: team_id text
-- param: enterprise_id text
-- param: bot_user_id text
-- param: bot_id text
-- column: outcome text
-- column: team_space_id bigint?
-- column: id bigint?
select connected.outcome, connected.team_space_id, connected.id
from connect_workspace($1, nullif($2, ''), nullif($3, ''), nullif($4, ''), nullif($5, ''), nullif($6, '')) as connected
