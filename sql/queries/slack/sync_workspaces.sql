-- Has everybody in the team space's workspaces read again; how many workspaces there are.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: request_id text
-- column: workspaces int
select sync_workspaces($1, $2, $3)
