-- Gives the workspace of an exchanged code, or without one its organization, to the install's team space; outcomes: ok, team_space_closed, taken, ended.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- param: app_id text
-- param: team_id text?
-- param: team_name text
-- param: enterprise_id text?
-- param: bot_user_id text
-- param: scopes text[]
-- column: outcome text
-- column: installation_id bigint?
select stored.outcome, stored.installation_id
from store_install($1, $2, $3, $4, $5, $6, $7, $8) as stored
