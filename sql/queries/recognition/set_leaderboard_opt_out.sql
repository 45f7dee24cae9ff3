-- Takes a member off leaderboards, or puts them back on.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: out bool
-- column: on_leaderboards bool
select set_leaderboard_opt_out($1, $2, $3)
